use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
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
    match ended_since(scope, source, merge.created_at).await? {
        Some(span) => going_on(scope, source, &span).await,
        None => Ok(source.clone()),
    }
}

/// What something was merged into, as it was before that; as far as it was that merge that changed it, and nothing happened
/// since.
#[derive(Default)]
pub struct Back {
    /// The request as if the turn that was ended had gone on, and where it stood.
    pub stood: Option<(request::Model, RequestStage)>,
    /// Whether it was out of sight, and was brought back.
    pub was_woken: bool,
}

/// What becomes of that into which something was merged: nothing where something was said since, and where something else
/// that is still part of it wants something.
///
/// # Errors
/// When the database fails.
pub async fn root(
    scope: &AgencyScope,
    root: &request::Model,
    merge: &request_merge::Model,
    beside: &[request_merge::Model],
    own: &BTreeSet<RequestId>,
) -> Result<Back> {
    use request_message::{Column as M, Entity as Messages};
    let turn = |merge: &request_merge::Model| stage::turn(merge.stage_before);
    let later = |row: &&request_merge::Model| row.created_at > merge.created_at && !own.contains(&row.request_id);
    let still = |side: WaitsOn| beside.iter().filter(later).any(|row| turn(row) == side);
    if turn(merge) == WaitsOn::Nobody || still(WaitsOn::Agency) {
        return Ok(Back::default());
    }
    let said = scope.find::<Messages>().filter(M::RequestId.eq(root.id)).filter(M::CreatedAt.gt(merge.created_at));
    if said.first().await?.is_some() {
        return Ok(Back::default());
    }
    // It may have been merged on, and this be another one.
    let same = merge.into_id == root.id;
    let was_woken = same && turn(merge) == WaitsOn::Agency && root.snoozed_until.is_none();
    let before = merge.into_stage_before.filter(|_| same && !still(WaitsOn::Client));
    let stood = match before.and_then(|before| closed(root, merge, before)) {
        Some(closed) => Some(closed),
        None if turn(merge) == WaitsOn::Agency && root.stage == RequestStage::WaitingOnAgency => {
            let ended = match ended_since(scope, root, merge.created_at).await? {
                // It was an earlier merge that ended it, which is undone already.
                None if before == Some(RequestStage::WaitingOnClient) => {
                    ended_since(scope, root, root.waits_since).await?
                }
                ended => ended,
            };
            match ended {
                Some(span) if span.side == WaitsOn::Client && span.ended_at == root.waits_since => {
                    Some((going_on(scope, root, &span).await?, RequestStage::WaitingOnClient))
                }
                _ => None,
            }
        }
        None => None,
    };
    Ok(Back { stood, was_woken })
}

/// Has the next merge into the same request undo what this one cannot, because that one still wants something: taken apart
/// in whatever order, it is in the end as it was. Not where it was moved or something was said on it between the two.
///
/// # Errors
/// When the database fails.
pub async fn hand_on(
    scope: &AgencyScope,
    root: &request::Model,
    merge: &request_merge::Model,
    beside: &[request_merge::Model],
    own: &BTreeSet<RequestId>,
) -> Result<()> {
    use request_merge::{Column as M, Entity as Merges};
    use request_message::{Column as S, Entity as Messages};
    let same = beside.iter().filter(|row| row.into_id == merge.into_id && !own.contains(&row.request_id));
    let next = same.filter(|row| row.created_at > merge.created_at).min_by_key(|row| row.created_at);
    let (Some(next), Some(before)) = (next, merge.into_stage_before) else { return Ok(()) };
    let turn = stage::turn(merge.stage_before);
    let moved = next.into_stage_before != Some(stage::after_merge(before, merge.stage_before));
    if turn == WaitsOn::Nobody || moved {
        return Ok(());
    }
    let home = if merge.into_id == root.id { S::HomeId.is_null() } else { S::HomeId.eq(merge.into_id) };
    let said = scope.find::<Messages>().filter(S::RequestId.eq(root.id)).filter(home);
    let said = said.filter(S::CreatedAt.gt(merge.created_at)).filter(S::CreatedAt.lte(next.created_at));
    if said.first().await?.is_some() {
        return Ok(());
    }
    let update = scope.update::<Merges>().set(M::IntoStageBefore, before).set(M::IntoClosedAt, merge.into_closed_at);
    let update = if turn == WaitsOn::Agency && next.into_snoozed_until.is_none() {
        update.set(M::IntoSnoozedUntil, merge.into_snoozed_until).set(M::IntoSnoozedById, merge.into_snoozed_by_id)
    } else {
        update
    };
    update.filter(M::RequestId.eq(next.request_id)).exec().await?;
    Ok(())
}

/// A request that the merge has opened and that stands as it was opened, as if nobody had had its turn since.
fn closed(
    root: &request::Model,
    merge: &request_merge::Model,
    before: RequestStage,
) -> Option<(request::Model, RequestStage)> {
    let opened = stage::after_merge(before, merge.stage_before);
    let closed_at = merge.into_closed_at.filter(|_| stage::turn(before) == WaitsOn::Nobody && root.stage == opened)?;
    let done = request::Model {
        waits_on: WaitsOn::Nobody,
        waits_since: closed_at,
        closed_at: Some(closed_at),
        ..root.clone()
    };
    Some((done, before))
}

/// The first turn that was over then or afterwards.
async fn ended_since(
    scope: &AgencyScope,
    request: &request::Model,
    then: DateTime<Utc>,
) -> Result<Option<request_span::Model>> {
    use request_span::{Column, Entity};
    let ended = scope.find::<Entity>().filter(Column::RequestId.eq(request.id));
    ended.filter(Column::EndedAt.gte(then)).asc(Column::EndedAt).first().await
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
