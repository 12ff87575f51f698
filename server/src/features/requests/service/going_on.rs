use std::collections::BTreeSet;

use sea_orm::ColumnTrait;

use crate::access::AgencyScope;
use crate::entity::words::{RequestStage, WaitsOn};
use crate::entity::{request, request_merge, request_message, request_span};
use crate::error::Result;
use crate::features::requests::stage;
use crate::ids::RequestId;

/// A request that was merged, as if its turn had gone on meanwhile: whoever had it waits since when they did.
///
/// # Errors
/// When the database fails.
pub async fn source(
    scope: &AgencyScope,
    source: &request::Model,
    merge: &request_merge::Model,
) -> Result<request::Model> {
    match ended_since(scope, source, merge).await? {
        Some(span) => going_on(scope, source, &span).await,
        None => Ok(source.clone()),
    }
}

/// What something was merged into, as if the client's turn that this ended had gone on; `None` where it ended none, where
/// something happened since, and where something else that is still part of it waits for the agency. A request that was
/// closed stays open: nobody had its turn.
///
/// # Errors
/// When the database fails.
pub async fn root(
    scope: &AgencyScope,
    root: &request::Model,
    merge: &request_merge::Model,
    beside: &[request_merge::Model],
    own: &BTreeSet<RequestId>,
) -> Result<Option<request::Model>> {
    use request_message::{Column as M, Entity as Messages};
    let asks = |merge: &request_merge::Model| stage::turn(merge.stage_before) == WaitsOn::Agency;
    let later = |row: &&request_merge::Model| row.created_at > merge.created_at && !own.contains(&row.request_id);
    if !asks(merge) || root.stage != RequestStage::WaitingOnAgency || beside.iter().filter(later).any(asks) {
        return Ok(None);
    }
    let said = scope.find::<Messages>().filter(M::RequestId.eq(root.id)).filter(M::CreatedAt.gt(merge.created_at));
    if said.first().await?.is_some() {
        return Ok(None);
    }
    match ended_since(scope, root, merge).await? {
        Some(span) if span.side == WaitsOn::Client && span.ended_at == root.waits_since => {
            going_on(scope, root, &span).await.map(Some)
        }
        _ => Ok(None),
    }
}

/// The first turn that was over by a merge or after it.
async fn ended_since(
    scope: &AgencyScope,
    request: &request::Model,
    merge: &request_merge::Model,
) -> Result<Option<request_span::Model>> {
    use request_span::{Column, Entity};
    let ended = scope.find::<Entity>().filter(Column::RequestId.eq(request.id));
    ended.filter(Column::EndedAt.gte(merge.created_at)).asc(Column::EndedAt).first().await
}

/// The request with this turn running again, which is not over any more.
async fn going_on(scope: &AgencyScope, request: &request::Model, span: &request_span::Model) -> Result<request::Model> {
    scope.delete::<request_span::Entity>().filter(request_span::Column::Id.eq(span.id)).exec().await?;
    let waited = (span.ended_at - span.began_at).num_seconds();
    let charged = |side: WaitsOn| if span.side == side { waited } else { 0 };
    Ok(request::Model {
        waits_on: span.side,
        waits_since: span.began_at,
        agency_seconds: request.agency_seconds - charged(WaitsOn::Agency),
        client_seconds: request.client_seconds - charged(WaitsOn::Client),
        ..request.clone()
    })
}
