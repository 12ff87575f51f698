use chrono::TimeDelta;
use sea_orm::ColumnTrait;

use super::{perform, put_off, settle};
use crate::access::{Actor, AgencyScope, SystemScope};
use crate::entity::held_action::{Column, Entity, Model};
use crate::entity::staff_user;
use crate::entity::words::HeldState;
use crate::error::{Error, Result, explain};
use crate::ids::{AgencyId, HeldId};
use crate::jobs::Context;

/// How much is looked up at once.
const AT_ONCE: u64 = 50;
/// How often something is tried that fails through no fault of its author.
const MOST_ATTEMPTS: i32 = 5;

/// Does what is due; says how much that was.
///
/// # Errors
/// When the database does not answer.
pub async fn do_due(context: &Context) -> Result<usize> {
    let mut settled = 0;
    for (agency, id) in context.system.held_and_due(AT_ONCE).await? {
        let outcome = context.system.transaction(async |system| do_one(&system, agency, id).await).await;
        settled += match outcome {
            Ok(done) => usize::from(done),
            Err(error) => give_up(&context.system.agency(agency), id, error).await?,
        };
    }
    Ok(settled)
}

/// Does one, if nobody else did it or took it back meanwhile: its row is held until all is written.
async fn do_one(system: &SystemScope, agency: AgencyId, id: HeldId) -> Result<bool> {
    let Some(row) = waiting(&system.agency(agency), id).await? else { return Ok(false) };
    perform(&author(system, &row).await?, &row).await?;
    Ok(true)
}

/// What still waits and is due.
async fn waiting(scope: &AgencyScope, id: HeldId) -> Result<Option<Model>> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::State.eq(HeldState::Waiting));
    row.filter(Column::DueAt.lte(scope.now())).locked().first().await
}

/// Whoever asked for it, as they are now.
async fn author(system: &SystemScope, row: &Model) -> Result<AgencyScope> {
    let house = system.agency(row.agency_id);
    let person = house.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(row.staff_id)).one().await?;
    if person.disabled_at.is_some() {
        let message = format!("{} no longer works here", person.name);
        return Err(Error::conflict("author_disabled", message));
    }
    let actor = Actor::Staff { id: person.id, name: person.name, role: person.role, session: row.session_id };
    let origin = row.origin.as_deref().and_then(|address| address.parse().ok());
    Ok(system.on_behalf(row.agency_id, actor, origin))
}

/// Notes that something could not be done, or puts it off where it may work later.
async fn give_up(scope: &AgencyScope, id: HeldId, error: Error) -> Result<usize> {
    if matches!(error, Error::Unavailable(_)) {
        return Err(error);
    }
    scope
        .transaction(async |scope| {
            let Some(row) = waiting(&scope, id).await? else { return Ok(0) };
            let passing = matches!(error, Error::Internal(_) | Error::Stale | Error::TooMany { .. });
            if passing && row.attempts + 1 < MOST_ATTEMPTS {
                tracing::warn!(%id, ?error, "what was held could not be done; trying again");
                put_off(&scope, &row, scope.now() + TimeDelta::seconds(2 << row.attempts)).await?;
            } else {
                tracing::warn!(%id, ?error, "what was held could not be done");
                settle(&scope, &row, HeldState::Failed, Some(said(&error)), None).await?;
            }
            Ok(1)
        })
        .await
}

/// Why it could not be done, for its author.
fn said(error: &Error) -> String {
    match error {
        Error::NotFound => "what this is about is no longer there".into(),
        Error::Internal(_) => error.to_string(),
        other => explain(other),
    }
}
