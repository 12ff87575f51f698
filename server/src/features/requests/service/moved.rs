use chrono::{DateTime, Utc};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait};

use crate::access::{Reach, ScopedUpdate};
use crate::entity::request;
use crate::entity::words::{RequestStage, RequestStatus};
use crate::error::Result;
use crate::features::requests::{stage, turn};
use crate::ids::StaffId;

/// A change of a request that leaves it where it stands.
pub fn touched<'s>(scope: &'s impl Reach, request: &request::Model) -> ScopedUpdate<'s, request::Entity> {
    use request::Column;
    scope
        .alter::<request::Entity>()
        .set_expr(Column::Version, Expr::col(Column::Version).add(1))
        .set(Column::UpdatedAt, scope.now())
        .filter(Column::Id.eq(request.id))
}

/// A change of a request that leads it somewhere, where it does not stand there already.
pub async fn led<'s>(
    scope: &'s impl Reach,
    request: &request::Model,
    to: RequestStage,
) -> Result<ScopedUpdate<'s, request::Entity>> {
    if to == request.stage { Ok(touched(scope, request)) } else { moved(scope, request, to).await }
}

/// What it does to a request that it stands somewhere else: the turn passes, and the one that is over is kept.
pub async fn moved<'s>(
    scope: &'s impl Reach,
    request: &request::Model,
    to: RequestStage,
) -> Result<ScopedUpdate<'s, request::Entity>> {
    use request::Column;
    let (now, side) = (scope.now(), stage::turn(to));
    if let Some(span) = turn::over(request, side, now) {
        scope.add(span).await?;
    }
    let turn = turn::pass(request, side, now);
    let status = stage::status(to);
    let closed_at = (status == RequestStatus::Closed).then(|| request.closed_at.unwrap_or(now));
    let mut update = touched(scope, request);
    if status == RequestStatus::Closed {
        // What is done is not to come back.
        update = awake(update);
    }
    Ok(update
        .set(Column::Status, status.as_str())
        .set(Column::Stage, to.as_str())
        .set(Column::ClosedAt, closed_at)
        .set(Column::WaitsOn, turn.waits_on.as_str())
        .set(Column::WaitsSince, turn.waits_since)
        .set(Column::AgencySeconds, turn.agency_seconds)
        .set(Column::ClientSeconds, turn.client_seconds))
}

/// The same, and staff look at it again.
pub fn awake(update: ScopedUpdate<'_, request::Entity>) -> ScopedUpdate<'_, request::Entity> {
    use request::Column;
    update.set(Column::SnoozedUntil, None::<DateTime<Utc>>).set(Column::SnoozedById, None::<StaffId>)
}
