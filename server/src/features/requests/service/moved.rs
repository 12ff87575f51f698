use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait};

use crate::access::{Reach, ScopedUpdate};
use crate::entity::request;
use crate::entity::words::{RequestStage, RequestStatus};
use crate::error::Result;
use crate::features::requests::{stage, turn};

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
    Ok(scope
        .alter::<request::Entity>()
        .set(Column::Status, status.as_str())
        .set(Column::Stage, to.as_str())
        .set(Column::ClosedAt, closed_at)
        .set(Column::WaitsOn, turn.waits_on.as_str())
        .set(Column::WaitsSince, turn.waits_since)
        .set(Column::AgencySeconds, turn.agency_seconds)
        .set(Column::ClientSeconds, turn.client_seconds)
        .set_expr(Column::Version, Expr::col(Column::Version).add(1))
        .set(Column::UpdatedAt, now)
        .filter(Column::Id.eq(request.id)))
}
