//! What is set up, as operations of the generated client.

mod account;
mod audit;
mod brand;
mod canned;
pub mod clients;
mod domains;
mod factor;
mod hours;
mod rules;
mod settings;
mod team;
mod webhooks;

use portico_openapi::{ApiError, types};
use uuid::Uuid;

use super::{Desk, approvals, automation, billing, entering, tables, triage};
use crate::office::{Deed, Done, Look, Seen};

/// Asks what a part of the agency's own affairs shows.
pub async fn look(desk: &Desk, look: Look) -> Result<Seen, ApiError> {
    let session = desk.signed_in()?;
    match look {
        Look::Team(is_admin) => Ok(Seen::Team(team::look(&session, is_admin).await?)),
        Look::Settings => Ok(Seen::Settings(settings::look(&session).await?)),
        Look::Brand => Ok(Seen::Brand(Box::new(brand::look(&session).await?))),
        Look::Domains => Ok(Seen::Domains(domains::look(&session).await?)),
        Look::Billing => Ok(Seen::Billing(Box::new(billing::settings(&session).await?))),
        Look::Hours => Ok(Seen::Hours(Box::new(hours::look(&session).await?))),
        Look::Canned => Ok(Seen::Canned(canned::look(&session).await?)),
        Look::Rules => Ok(Seen::Rules(Box::new(rules::look(&session).await?))),
        Look::Account => Ok(Seen::Account(Box::new(account::look(&session).await?))),
        Look::Webhooks => Ok(Seen::Webhooks(Box::new(webhooks::look(&session).await?))),
        Look::Trail(filter, cursor) => {
            let continues = cursor.is_some();
            Ok(Seen::Trail(audit::page(&session, filter, cursor).await?, continues))
        }
    }
}

/// Does what is asked.
pub async fn run(desk: &Desk, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Join(joining) => entering::join(desk, joining).await,
        Deed::Clients(deed) => clients::run(&desk.signed_in()?, key, deed).await,
        Deed::Team(deed) => team::run(&desk.signed_in()?, key, deed).await,
        Deed::Settings(version, change) => settings::change(&desk.signed_in()?, version, *change).await,
        Deed::Brand(deed) => brand::run(&desk.signed_in()?, key, deed).await,
        Deed::Domains(deed) => domains::run(&desk.signed_in()?, deed).await,
        Deed::Hours(version, change) => hours::change(&desk.signed_in()?, version, *change).await,
        Deed::Canned(deed) => canned::run(&desk.signed_in()?, key, deed).await,
        Deed::Rules(deed) => rules::run(&desk.signed_in()?, key, deed).await,
        Deed::Webhooks(deed) => webhooks::run(&desk.signed_in()?, key, deed).await,
        Deed::Account(deed) => account::run(&desk.signed_in()?, deed).await,
        Deed::Factor(deed) => factor::run(&desk.signed_in()?, deed).await,
        Deed::Approvals(deed) => approvals::run(&desk.signed_in()?, deed).await,
        Deed::Billing(deed) => billing::run(&desk.signed_in()?, key, deed).await,
        Deed::Triage(deed) => triage::run(&desk.signed_in()?, key, deed).await,
        Deed::Automation(deed) => automation::run(&desk.signed_in()?, key, deed).await,
        Deed::Tables(deed) => tables::run(&desk.signed_in()?, key, deed).await,
        Deed::ExportTrail(filter, path) => audit::export(&desk.signed_in()?, filter, path).await,
    }
}

/// Whether an invitation still waits for somebody, or could again.
fn waits(state: types::InvitationState) -> bool {
    use types::InvitationState::{Expired, Pending, Void};
    matches!(state, Pending | Expired | Void)
}

/// The `ETag` of what was seen.
pub fn seen(version: i64) -> String {
    format!("\"{version}\"")
}
