use chrono::TimeDelta;
use sea_orm::ActiveValue::Set;
use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};

use super::emails;
use super::service::PURPOSE;
use crate::entity::{account_token, client_user};
use crate::error::Result;
use crate::features::agencies;
use crate::ids::{AgencyId, ClientId};
use crate::jobs::{Context, Failure, Job, JobLane};
use crate::secrets;

/// How long the link to a new address works.
const LIFE: TimeDelta = TimeDelta::hours(24);

/// Sends the link to a new address; where somebody has the address already, it is told so instead.
#[derive(Serialize, Deserialize)]
pub struct SendEmailChange {
    pub agency: AgencyId,
    pub person: ClientId,
    pub from: String,
    pub to: String,
}

impl Job for SendEmailChange {
    const KIND: &'static str = "send_email_change";
    const LANE: JobLane = JobLane::Mails;

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        let house = system.agency(self.agency);
        let name = agencies::name(&house).await?;
        let portal = agencies::address(system, self.agency, &context.site.base_url).await?;
        let taken = house.find::<client_user::Entity>().filter(client_user::Column::Email.eq(&self.to)).first().await?;
        if taken.is_some() {
            house.transaction(async |house| emails::taken(&house, &name, &self.to, &portal).await).await?;
            return Ok(());
        }
        let token = secrets::random_token()?;
        system
            .transaction(async |system| {
                use account_token::Column;
                // A new link kills the old ones.
                let old = system.delete::<account_token::Entity>().filter(Column::ClientUserId.eq(self.person));
                old.filter(Column::Purpose.eq(PURPOSE)).exec().await?;
                let now = system.now();
                let row = account_token::ActiveModel {
                    token_hash: Set(secrets::hash(&token)),
                    agency_id: Set(self.agency),
                    purpose: Set(PURPOSE.into()),
                    client_user_id: Set(self.person),
                    email: Set(self.to.clone()),
                    previous: Set(Some(self.from.clone())),
                    created_at: Set(now),
                    expires_at: Set(now + LIFE),
                    used_at: Set(None),
                };
                system.insert::<account_token::Entity>(row).await?;
                let link = format!("{portal}/portal/email/{token}");
                emails::confirm(&system.agency(self.agency), &name, &self.to, &link).await
            })
            .await?;
        Ok(())
    }
}
