use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ColumnTrait;

use super::change::{announce, happening};
use super::moved::{awake, touched};
use super::standing::on_its_own;
use crate::access::{AgencyScope, SystemScope};
use crate::entity::request::{Column, Entity, Model};
use crate::entity::words::{ActivityKind, RequestStatus};
use crate::error::{Error, Result};
use crate::features::activity;
use crate::ids::RequestId;

/// The longest time for which a request is out of sight.
const LONGEST: TimeDelta = TimeDelta::days(366);

/// Puts a request out of sight until a time, or until the client says something.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`]; [`Error::Invalid`] at `until` unless that is soon to come; a conflict where
/// nothing is wanted of it any more.
pub async fn snooze(scope: &AgencyScope, id: RequestId, until: DateTime<Utc>, version: Option<i64>) -> Result<()> {
    let now = scope.now();
    if until <= now || until > now + LONGEST {
        return Err(Error::field("until", "a time within the next year"));
    }
    scope
        .transaction(async |scope| {
            let request = seen(&scope, id, version).await?;
            on_its_own(&request)?;
            if request.status == RequestStatus::Closed {
                return Err(Error::conflict("request_done", "this request is done; nothing is to come back"));
            }
            let update = touched(&scope, &request).set(Column::SnoozedUntil, until);
            update.set(Column::SnoozedById, scope.actor().staff()).exec().await?;
            announce(&scope, &request, false);
            activity::record(&scope, happening(&request, ActivityKind::RequestChanged, None)).await
        })
        .await
}

/// Looks at a request again that was out of sight; one that was not stays as it is.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`].
pub async fn unsnooze(scope: &AgencyScope, id: RequestId, version: Option<i64>) -> Result<()> {
    scope
        .transaction(async |scope| {
            let request = seen(&scope, id, version).await?;
            if request.snoozed_until.is_none() {
                return Ok(());
            }
            awake(touched(&scope, &request)).exec().await?;
            announce(&scope, &request, false);
            activity::record(&scope, happening(&request, ActivityKind::RequestChanged, None)).await
        })
        .await
}

async fn seen(scope: &AgencyScope, id: RequestId, version: Option<i64>) -> Result<Model> {
    let request = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
    if version.is_some_and(|seen| seen != request.version) { Err(Error::Stale) } else { Ok(request) }
}

/// Brings back what it is time for, and tells whoever has it, or else whoever put it out of sight.
///
/// # Errors
/// When the database does not answer.
pub async fn wake(system: &SystemScope, most: u64) -> Result<()> {
    for (agency, id) in system.requests_to_wake(most).await? {
        if let Err(error) = wake_one(&system.agency(agency), id).await {
            // One that cannot come back must not keep the others waiting.
            tracing::error!(?error, request = %id, "bringing back a request");
        }
    }
    Ok(())
}

async fn wake_one(scope: &AgencyScope, id: RequestId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let due = scope.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::SnoozedUntil.lte(scope.now()));
            let Some(request) = due.locked().first().await? else { return Ok(()) };
            awake(touched(&scope, &request)).exec().await?;
            announce(&scope, &request, false);
            let who = request.assignee_id.or(request.snoozed_by_id);
            activity::record(&scope, happening(&request, ActivityKind::RequestWoke, who)).await
        })
        .await
}
