//! Forgets what has run out: sessions, tokens, remembered keys, counted tries, letters and jobs of long ago.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait};
use serde::{Deserialize, Serialize};

use crate::access::{AgencyScope, SystemScope};
use crate::entity::words::JobState;
use crate::entity::{
    account_token, acme_challenge, bulk_change, certificate, client_pending_sign_in, client_session, file_import,
    held_action, job, known_network, mail, mail_bounce, oauth_attempt, once_key, request_presence, staff_account_token,
    staff_refresh, staff_session, throttle, webhook, webhook_event,
};
use crate::error::Result;
use crate::jobs::{Context, Failure, Job};

/// How long what failed, and what was sent, can be looked up.
const KEPT: TimeDelta = TimeDelta::days(30);

/// The job; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct Sweep;

impl Job for Sweep {
    const KIND: &'static str = "sweep";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        let now = system.now();
        of_nobody(system, now).await?;
        for agency in system.agencies().all().await? {
            of_agency(&system.agency(agency.id), now).await?;
        }
        Ok(())
    }
}

async fn of_nobody(system: &SystemScope, now: DateTime<Utc>) -> Result<()> {
    let day_ago = now - TimeDelta::days(1);
    system.delete::<client_session::Entity>().filter(client_session::Column::ExpiresAt.lt(now)).exec().await?;
    system.delete::<staff_refresh::Entity>().filter(staff_refresh::Column::ExpiresAt.lt(now)).exec().await?;
    system.delete::<account_token::Entity>().filter(account_token::Column::ExpiresAt.lt(day_ago)).exec().await?;
    use {client_pending_sign_in as waiting, staff_account_token as link};
    system.delete::<waiting::Entity>().filter(waiting::Column::ExpiresAt.lt(now)).exec().await?;
    system.delete::<link::Entity>().filter(link::Column::ExpiresAt.lt(day_ago)).exec().await?;
    system.delete::<acme_challenge::Entity>().filter(acme_challenge::Column::CreatedAt.lt(day_ago)).exec().await?;
    system.delete::<certificate::Entity>().filter(certificate::Column::ExpiresAt.lt(now - KEPT)).exec().await?;
    // A mail may come again for days; a form does not.
    let once = once_key::Column::CreatedAt;
    let forms = once.lt(day_ago).and(once_key::Column::Key.not_like("mail:%"));
    system.delete::<once_key::Entity>().filter(forms.or(once.lt(now - KEPT))).exec().await?;
    system.delete::<throttle::Entity>().filter(throttle::Column::LastFailureAt.lt(day_ago)).exec().await?;
    system.delete::<known_network::Entity>().filter(known_network::Column::SeenAt.lt(now - KEPT)).exec().await?;
    let failed = system.delete::<job::Entity>().filter(job::Column::State.eq(JobState::Failed));
    failed.filter(job::Column::CreatedAt.lt(now - KEPT)).exec().await?;
    Ok(())
}

async fn of_agency(scope: &AgencyScope, now: DateTime<Utc>) -> Result<()> {
    let past = now - KEPT;
    scope.delete::<staff_session::Entity>().filter(staff_session::Column::ExpiresAt.lt(past)).exec().await?;
    scope.delete::<mail_bounce::Entity>().filter(mail_bounce::Column::BouncedAt.lt(past)).exec().await?;
    scope.delete::<held_action::Entity>().filter(held_action::Column::SettledAt.lt(past)).exec().await?;
    scope.delete::<bulk_change::Entity>().filter(bulk_change::Column::CreatedAt.lt(past)).exec().await?;
    scope.delete::<file_import::Entity>().filter(file_import::Column::CreatedAt.lt(past)).exec().await?;
    scope.delete::<oauth_attempt::Entity>().filter(oauth_attempt::Column::ExpiresAt.lt(now)).exec().await?;
    scope.delete::<request_presence::Entity>().filter(request_presence::Column::EndsAt.lt(now)).exec().await?;
    scope.delete::<mail::Entity>().filter(mail::Column::CreatedAt.lt(past)).exec().await?;
    scope.delete::<webhook_event::Entity>().filter(webhook_event::Column::CreatedAt.lt(past)).exec().await?;
    use webhook::Column as W;
    let null = || Expr::cust("NULL");
    let old = scope.update::<webhook::Entity>().set_expr(W::OldSecret, null()).set_expr(W::OldSecretUntil, null());
    old.filter(W::OldSecretUntil.lt(now)).exec().await?;
    Ok(())
}
