//! Forgets what has run out: sessions, single-use tokens, remembered keys, counted tries.

use chrono::TimeDelta;
use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};

use crate::entity::{account_token, client_session, once_key, throttle};
use crate::ids::AgencyId;
use crate::jobs::{Context, Failure, Job};

/// The job; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct Sweep;

impl Job for Sweep {
    const KIND: &'static str = "sweep";

    fn agency(&self) -> Option<AgencyId> {
        None
    }

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        let now = system.now();
        let day_ago = now - TimeDelta::days(1);
        system.delete::<client_session::Entity>().filter(client_session::Column::ExpiresAt.lt(now)).exec().await?;
        system.delete::<account_token::Entity>().filter(account_token::Column::ExpiresAt.lt(day_ago)).exec().await?;
        system.delete::<once_key::Entity>().filter(once_key::Column::CreatedAt.lt(day_ago)).exec().await?;
        system.delete::<throttle::Entity>().filter(throttle::Column::LastFailureAt.lt(day_ago)).exec().await?;
        Ok(())
    }
}
