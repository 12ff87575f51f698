use sea_orm::ColumnTrait;
use serde_json::json;

use super::apply::{rows, settle, tags};
use super::state::State;
use super::{UNDO_WITHIN, own};
use crate::access::AgencyScope;
use crate::entity::words::{BulkOutcome, BulkState};
use crate::entity::{bulk_change, bulk_change_row, request, request_span};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::requests::service::change::make;
use crate::features::requests::service::standing::held;
use crate::ids::{BulkChangeId, RequestId};

/// Takes back what was done, from those that are still as it left them; the others are left alone. Done a second time, it
/// changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; a conflict where nothing was done yet, or too long ago.
pub async fn undo(scope: &AgencyScope, id: BulkChangeId) -> Result<()> {
    scope
        .transaction(async |scope| {
            use bulk_change::Column;
            let bulk = own(&scope, id)?.locked().one().await?;
            let done = match (bulk.state, bulk.applied_at) {
                (BulkState::Undone, _) => return Ok(()),
                (BulkState::Applied, Some(at)) => at,
                _ => return Err(Error::conflict("not_applied", "nothing was done yet that could be taken back")),
            };
            if done + UNDO_WITHIN < scope.now() {
                return Err(Error::conflict("too_late", "this was done too long ago to be taken back"));
            }
            let mut changed: Vec<RequestId> = Vec::new();
            for row in rows(&scope, id, BulkOutcome::Applied).await? {
                let request = held(&scope, row.request_id).await?;
                if Some(request.version) == row.left_version {
                    restore(&scope, &request, &row).await?;
                    settle(&scope, &row, BulkOutcome::Undone, None, row.left_version).await?;
                    changed.push(request.id);
                } else {
                    settle(&scope, &row, BulkOutcome::MovedOn, None, row.left_version).await?;
                }
            }
            let update = scope.update::<bulk_change::Entity>().set(Column::State, BulkState::Undone.as_str());
            update.set(Column::UndoneAt, scope.now()).filter(Column::Id.eq(id)).exec().await?;
            let entry = Entry::new("requests.restored").target("bulk_change", id, "");
            audit::record(&scope, entry.detail(json!({ "requests": changed }))).await
        })
        .await
}

/// As it was: also what no change of staff could make of it, such as new.
async fn restore(scope: &AgencyScope, request: &request::Model, row: &bulk_change_row::Model) -> Result<()> {
    use request::Column;
    use request_span::{Column as Span, Entity as Spans};
    let before: State = serde_json::from_str(&row.before).map_err(Error::internal)?;
    let state = State::of(request, tags(scope, request.id).await?);
    if let Some(change) = state.change_to(&before) {
        make(scope, request, &change).await?;
    }
    // Whose turn it is goes on as if it had never passed: it waits since when it did, and what went by counts.
    let since = scope.delete::<Spans>().filter(Span::RequestId.eq(request.id));
    since.filter(Span::BeganAt.gte(before.waits_since)).exec().await?;
    let update = scope.update::<request::Entity>().set(Column::ClosedAt, before.closed_at);
    let update = update.set(Column::SnoozedUntil, before.snoozed_until).set(Column::SnoozedById, before.snoozed_by);
    let update = update.set(Column::WaitsSince, before.waits_since).set(Column::AgencySeconds, before.agency_seconds);
    let update = update.set(Column::ClientSeconds, before.client_seconds);
    update.filter(Column::Id.eq(request.id)).exec().await?;
    Ok(())
}
