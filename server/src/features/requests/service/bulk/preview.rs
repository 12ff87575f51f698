use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::state::{Edit, Link, State};
use super::{MOST, me};
use crate::access::{AgencyScope, Paging};
use crate::entity::words::{BulkOutcome, BulkState};
use crate::entity::{bulk_change, bulk_change_row, request, request_tag, staff_user};
use crate::error::{Error, FieldErrors, Result};
use crate::features::requests::service::change::{LONGEST_TAG, check};
use crate::features::requests::service::{StaffFilter, staff_list};
use crate::ids::{BulkChangeId, Id, RequestId};
use crate::text;

/// Which requests are wanted.
pub enum Wanted {
    /// These.
    Named(Vec<RequestId>),
    /// All that a list would show.
    Like(Box<StaffFilter>),
}

/// Keeps what would become of each of many requests, and changes nothing.
///
/// # Errors
/// [`Error::Invalid`] where nothing is to be changed, by something that cannot be, of no request, of what is none of the
/// agency's, or of too many.
pub async fn preview(scope: &AgencyScope, wanted: Wanted, edit: Edit) -> Result<BulkChangeId> {
    let me = me(scope)?;
    let edit = valid(scope, edit).await?;
    scope
        .transaction(async |scope| {
            let id = BulkChangeId::new();
            if let Some(earlier) = scope.claim_once("bulk_change_preview", id).await? {
                return Ok(earlier.into());
            }
            let requests = found(&scope, wanted).await?;
            let bulk = bulk_change::ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                staff_user_id: Set(me),
                change: Set(serde_json::to_string(&edit).map_err(Error::internal)?),
                state: Set(BulkState::Previewed),
                created_at: Set(scope.now()),
                applied_at: Set(None),
                undone_at: Set(None),
            };
            scope.insert(bulk).await?;
            let mut tags = tags_of(&scope, requests.iter().map(|row| row.id)).await?;
            for request in &requests {
                let state = State::of(request, tags.remove(&request.id).unwrap_or_default());
                let (outcome, reason) = foreseen(&scope, request, &state, &edit).await?;
                let row = bulk_change_row::ActiveModel {
                    bulk_change_id: Set(id),
                    request_id: Set(request.id),
                    agency_id: NotSet,
                    seen_version: Set(request.version),
                    left_version: Set(None),
                    outcome: Set(outcome),
                    reason: Set(reason),
                    before: Set(serde_json::to_string(&state).map_err(Error::internal)?),
                };
                scope.insert(row).await?;
            }
            Ok(id)
        })
        .await
}

async fn valid(scope: &AgencyScope, mut edit: Edit) -> Result<Edit> {
    use staff_user::{Column, Entity};
    if edit == Edit::default() {
        return Err(Error::field("change", "say what is to be changed"));
    }
    let mut errors = FieldErrors::default();
    for (field, tags) in [("add_tags", &mut edit.add_tags), ("remove_tags", &mut edit.remove_tags)] {
        *tags = tags.iter().map(|tag| text::clean_line(tag).to_lowercase()).collect();
        if tags.iter().any(|tag| tag.is_empty() || tag.chars().count() > LONGEST_TAG) {
            errors.add(field, format!("a tag has 1 to {LONGEST_TAG} characters"));
        }
    }
    if !edit.add_tags.is_disjoint(&edit.remove_tags) {
        errors.add("remove_tags", "a tag cannot be added and removed at once");
    }
    if let Some(Link::To(person)) = edit.assignee {
        let known = scope.find::<Entity>().filter(Column::Id.eq(person)).filter(Column::DisabledAt.is_null());
        if known.first().await?.is_none() {
            errors.add("assignee_id", "nobody of this agency has this id");
        }
    }
    errors.into_result()?;
    Ok(edit)
}

async fn found(scope: &AgencyScope, wanted: Wanted) -> Result<Vec<request::Model>> {
    match wanted {
        Wanted::Named(ids) => {
            let ids: BTreeSet<RequestId> = ids.into_iter().collect();
            if ids.is_empty() {
                return Err(Error::field("request_ids", "say which requests"));
            }
            if ids.len() > MOST {
                let message = format!("at most {MOST} requests are changed at once; these are {}", ids.len());
                return Err(Error::field("request_ids", message));
            }
            let rows = scope.find::<request::Entity>().filter(request::Column::Id.is_in(ids.iter().copied()));
            let rows = rows.asc(request::Column::Id).all().await?;
            if rows.len() < ids.len() {
                return Err(Error::field("request_ids", "one of these is no request of this agency"));
            }
            Ok(rows)
        }
        Wanted::Like(filter) => {
            let page = staff_list(scope, &filter, &Paging::after(MOST as u64, None)?).await?;
            if page.next.is_some() {
                let message = format!("more than {MOST} requests are like this; narrow the filter");
                return Err(Error::field("filter", message));
            }
            if page.items.is_empty() {
                return Err(Error::field("filter", "no request is like this"));
            }
            Ok(page.items.into_iter().map(|row| row.request).collect())
        }
    }
}

/// The tags of requests.
pub(super) async fn tags_of(
    scope: &AgencyScope,
    ids: impl IntoIterator<Item = RequestId>,
) -> Result<BTreeMap<RequestId, BTreeSet<String>>> {
    let rows = scope.find::<request_tag::Entity>().filter(request_tag::Column::RequestId.is_in(ids)).all().await?;
    let mut tags: BTreeMap<RequestId, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        tags.entry(row.request_id).or_default().insert(row.tag);
    }
    Ok(tags)
}

/// What would become of a request, by what decides it when it is done.
async fn foreseen(
    scope: &AgencyScope,
    request: &request::Model,
    state: &State,
    edit: &Edit,
) -> Result<(BulkOutcome, Option<String>)> {
    let Some(change) = state.change_to(&state.with(edit)) else { return Ok((BulkOutcome::Unchanged, None)) };
    match refusal(check(scope, request, &change).await)? {
        Some(reason) => Ok((BulkOutcome::Refused, Some(reason))),
        None => Ok((BulkOutcome::Planned, None)),
    }
}

/// Why a change is refused, in a sentence; `Err` for what is no refusal.
pub(super) fn refusal(outcome: Result<()>) -> Result<Option<String>> {
    match outcome {
        Ok(()) => Ok(None),
        Err(Error::Invalid(errors)) => {
            let all: Vec<&str> = errors.iter().map(|(_, message)| message).collect();
            Ok(Some(all.join("; ")))
        }
        Err(Error::Conflict { message, .. }) => Ok(Some(message)),
        Err(other) => Err(other),
    }
}
