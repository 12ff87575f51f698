use std::collections::BTreeSet;

use sea_orm::ColumnTrait;
use serde_json::json;

use super::preview::{refusal, tags_of};
use super::state::{Edit, State};
use super::{GOOD_FOR, own};
use crate::access::AgencyScope;
use crate::entity::words::{BulkOutcome, BulkState};
use crate::entity::{bulk_change, bulk_change_row, request};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::requests::service::change::{check, make};
use crate::features::requests::service::standing::held;
use crate::ids::{BulkChangeId, RequestId};

/// Does what was previewed, to those that are still as they were seen; the others are left alone, and it is kept why. Done
/// a second time, it changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; a conflict where it was taken back, or was looked at too long ago.
pub async fn apply(scope: &AgencyScope, id: BulkChangeId) -> Result<()> {
    scope
        .transaction(async |scope| {
            use bulk_change::Column;
            let bulk = own(&scope, id)?.locked().one().await?;
            match bulk.state {
                BulkState::Applied => return Ok(()),
                BulkState::Undone => return Err(Error::conflict("already_undone", "this was taken back already")),
                BulkState::Previewed => {}
            }
            if bulk.created_at + GOOD_FOR < scope.now() {
                return Err(Error::conflict("preview_old", "this was looked at too long ago; preview it again"));
            }
            let edit: Edit = serde_json::from_str(&bulk.change).map_err(Error::internal)?;
            let mut changed: Vec<RequestId> = Vec::new();
            for row in rows(&scope, id, BulkOutcome::Planned).await? {
                let request = held(&scope, row.request_id).await?;
                let (outcome, reason) = one(&scope, &request, &row, &edit).await?;
                let left = (outcome == BulkOutcome::Applied).then_some(request.version + 1);
                settle(&scope, &row, outcome, reason, left.or(row.left_version)).await?;
                changed.extend(left.map(|_| request.id));
            }
            let update = scope.update::<bulk_change::Entity>().set(Column::State, BulkState::Applied.as_str());
            update.set(Column::AppliedAt, scope.now()).filter(Column::Id.eq(id)).exec().await?;
            let detail = json!({ "change": edit, "requests": changed });
            audit::record(&scope, Entry::new("requests.changed").target("bulk_change", id, "").detail(detail)).await
        })
        .await
}

async fn one(
    scope: &AgencyScope,
    request: &request::Model,
    row: &bulk_change_row::Model,
    edit: &Edit,
) -> Result<(BulkOutcome, Option<String>)> {
    if request.version != row.seen_version {
        return Ok((BulkOutcome::ChangedMeanwhile, None));
    }
    let state = State::of(request, tags(scope, request.id).await?);
    let Some(change) = state.change_to(&state.with(edit)) else { return Ok((BulkOutcome::Unchanged, None)) };
    if let Some(reason) = refusal(check(scope, request, &change).await)? {
        return Ok((BulkOutcome::Refused, Some(reason)));
    }
    make(scope, request, &change).await?;
    Ok((BulkOutcome::Applied, None))
}

/// The rows with this outcome, in the order of their requests, so that two who change at once wait for each other.
pub(super) async fn rows(
    scope: &AgencyScope,
    id: BulkChangeId,
    outcome: BulkOutcome,
) -> Result<Vec<bulk_change_row::Model>> {
    use bulk_change_row::{Column, Entity};
    let rows = scope.find::<Entity>().filter(Column::BulkChangeId.eq(id)).filter(Column::Outcome.eq(outcome));
    rows.asc(Column::RequestId).all().await
}

pub(super) async fn tags(scope: &AgencyScope, id: RequestId) -> Result<BTreeSet<String>> {
    Ok(tags_of(scope, [id]).await?.remove(&id).unwrap_or_default())
}

pub(super) async fn settle(
    scope: &AgencyScope,
    row: &bulk_change_row::Model,
    outcome: BulkOutcome,
    reason: Option<String>,
    left: Option<i64>,
) -> Result<()> {
    use bulk_change_row::{Column, Entity};
    let update = scope.update::<Entity>().set(Column::Outcome, outcome.as_str()).set(Column::Reason, reason);
    let update = update.set(Column::LeftVersion, left).filter(Column::BulkChangeId.eq(row.bulk_change_id));
    update.filter(Column::RequestId.eq(row.request_id)).exec().await?;
    Ok(())
}
