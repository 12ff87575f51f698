use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::wire::{RequestStatus, RequestTrace};
use crate::access::AgencyScope;
use crate::api::{Created, Outcome, Priority, Staff, Tag, Text, both_ways};
use crate::entity::words;
use crate::error::{Error, Result};
use crate::features::requests::parse_filter;
use crate::features::requests::service::StaffFilter;
use crate::features::requests::service::bulk::{self, Edit, Field, Item, Link, Wanted, Whole};
use crate::features::service_hours;
use crate::ids::BulkChangeId;

/// What can be emptied.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
enum BulkClear {
    Assignee,
    Project,
}

/// What is to become of each; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct BulkEdit {
    status: Option<RequestStatus>,
    priority: Option<Priority>,
    assignee_id: Option<Uuid>,
    project_id: Option<Uuid>,
    #[oai(validator(max_items = 20))]
    add_tags: Option<Vec<Text>>,
    #[oai(validator(max_items = 20))]
    remove_tags: Option<Vec<Text>>,
    /// What to empty.
    clear: Option<Vec<BulkClear>>,
}

/// A change of many requests to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewBulkChange {
    /// These requests, at most 200.
    #[oai(validator(max_items = 1000))]
    request_ids: Option<Vec<Uuid>>,
    /// Instead of them, all that the list would show under this filter, at most 200.
    #[oai(validator(max_length = 2000))]
    filter: Option<String>,
    change: BulkEdit,
}

/// Where a bulk change stands.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum BulkState {
    /// Nothing has changed yet.
    Previewed,
    Applied,
    Undone,
}

/// What becomes of one request.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum BulkOutcome {
    /// It is to be changed.
    Planned,
    /// There is nothing to change.
    Unchanged,
    /// It cannot be changed so; `reason` says why.
    Refused,
    /// Somebody changed it after it was looked at: it is as they left it.
    ChangedMeanwhile,
    Applied,
    /// It is as it was before.
    Undone,
    /// Somebody changed it after that: it is as they left it.
    MovedOn,
}

both_ways!(BulkState { Previewed, Applied, Undone });
both_ways!(BulkOutcome { Planned, Unchanged, Refused, ChangedMeanwhile, Applied, Undone, MovedOn });

/// What differs.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum BulkField {
    Status,
    Priority,
    Assignee,
    Project,
    Tags,
}

/// What differs, in words: before, and after.
#[derive(Object, Debug)]
#[oai(skip_serializing_if_is_none)]
struct BulkDifference {
    field: BulkField,
    from: Option<String>,
    to: Option<String>,
}

/// A request of a bulk change.
#[derive(Object, Debug)]
#[oai(skip_serializing_if_is_none)]
struct BulkItem {
    request: RequestTrace,
    outcome: BulkOutcome,
    /// Why it is refused, in a sentence.
    reason: Option<String>,
    differences: Vec<BulkDifference>,
}

/// A change of many requests at once.
#[derive(Object, Debug)]
#[oai(skip_serializing_if_is_none)]
struct BulkChange {
    id: Uuid,
    state: BulkState,
    created_at: DateTime<Utc>,
    applied_at: Option<DateTime<Utc>>,
    /// Until when it can be taken back.
    undo_until: Option<DateTime<Utc>>,
    undone_at: Option<DateTime<Utc>>,
    items: Vec<BulkItem>,
}

impl From<Whole> for BulkChange {
    fn from(Whole { bulk, items }: Whole) -> Self {
        Self {
            id: bulk.id.into(),
            state: bulk.state.into(),
            created_at: bulk.created_at,
            applied_at: bulk.applied_at,
            undo_until: bulk.applied_at.filter(|_| bulk.undone_at.is_none()).map(|at| at + bulk::UNDO_WITHIN),
            undone_at: bulk.undone_at,
            items: items.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Item> for BulkItem {
    fn from(item: Item) -> Self {
        let differences = item.differences.into_iter().map(|one| BulkDifference {
            field: match one.field {
                Field::Status => BulkField::Status,
                Field::Priority => BulkField::Priority,
                Field::Assignee => BulkField::Assignee,
                Field::Project => BulkField::Project,
                Field::Tags => BulkField::Tags,
            },
            from: one.from,
            to: one.to,
        });
        Self {
            differences: differences.collect(),
            request: item.request.into(),
            outcome: item.outcome.into(),
            reason: item.reason,
        }
    }
}

/// Changing many requests at once.
pub struct BulkChangeApi;

#[OpenApi(tag = "Tag::Requests")]
impl BulkChangeApi {
    /// Shows what would become of each of many requests, and changes nothing. What it answers with can be done for an hour.
    #[oai(path = "/bulk-changes", method = "post", operation_id = "bulk_change_preview")]
    async fn preview(
        &self,
        Staff(scope): Staff,
        /// Under the same key this is done once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        new: Json<NewBulkChange>,
    ) -> Outcome<Created<BulkChange>> {
        let NewBulkChange { request_ids, filter, change } = new.0;
        let edit = parse_edit(change)?;
        let id = bulk::preview(&scope, wanted(&scope, request_ids, filter).await?, edit).await?;
        Ok(Created::at("bulk-changes", id, read(&scope, id).await?))
    }

    /// One of the caller's own bulk changes.
    #[oai(path = "/bulk-changes/:bulk_change_id", method = "get", operation_id = "bulk_change_view")]
    async fn view(&self, Staff(scope): Staff, bulk_change_id: Path<Uuid>) -> Outcome<Json<BulkChange>> {
        Ok(Json(read(&scope, bulk_change_id.0.into()).await?))
    }

    /// Does what was previewed, to those requests that are still as they were seen; the others are left alone.
    #[oai(path = "/bulk-changes/:bulk_change_id/apply", method = "post", operation_id = "bulk_change_apply")]
    async fn apply(&self, Staff(scope): Staff, bulk_change_id: Path<Uuid>) -> Outcome<Json<BulkChange>> {
        let id = bulk_change_id.0.into();
        bulk::apply(&scope, id).await?;
        Ok(Json(read(&scope, id).await?))
    }

    /// Takes back what was done, within an hour, from those requests that are still as it left them; the others are left
    /// alone.
    #[oai(path = "/bulk-changes/:bulk_change_id/undo", method = "post", operation_id = "bulk_change_undo")]
    async fn undo(&self, Staff(scope): Staff, bulk_change_id: Path<Uuid>) -> Outcome<Json<BulkChange>> {
        let id = bulk_change_id.0.into();
        bulk::undo(&scope, id).await?;
        Ok(Json(read(&scope, id).await?))
    }
}

async fn read(scope: &AgencyScope, id: BulkChangeId) -> Result<BulkChange> {
    Ok(bulk::whole(scope, id).await?.into())
}

async fn wanted(scope: &AgencyScope, ids: Option<Vec<Uuid>>, filter: Option<String>) -> Result<Wanted> {
    match (ids, filter) {
        (Some(ids), None) => Ok(Wanted::Named(ids.into_iter().map(Into::into).collect())),
        (None, Some(text)) => {
            let asked = parse_filter(&text)?;
            let filter = StaffFilter {
                status: (!asked.speaks_of_status()).then_some(words::RequestStatus::Open),
                snoozed: asked.speaks_of_snooze(),
                asked: Some(asked),
                today: service_hours::clock(scope).await?.today,
                ..StaffFilter::default()
            };
            Ok(Wanted::Like(Box::new(filter)))
        }
        _ => Err(Error::field("request_ids", "say either which requests, or a filter")),
    }
}

fn parse_edit(edit: BulkEdit) -> Result<Edit> {
    let clear = edit.clear.unwrap_or_default();
    let cleared = |what, given: bool| match (clear.contains(&what), given) {
        (true, true) => Err(Error::field("clear", "what is set cannot be emptied at once")),
        (cleared, _) => Ok(cleared),
    };
    let no_assignee = cleared(BulkClear::Assignee, edit.assignee_id.is_some())?;
    let no_project = cleared(BulkClear::Project, edit.project_id.is_some())?;
    let tags = |tags: Option<Vec<Text>>| tags.into_iter().flatten().map(|tag| tag.0).collect();
    Ok(Edit {
        status: edit.status.map(Into::into),
        priority: edit.priority.map(Into::into),
        assignee: edit.assignee_id.map(|id| Link::To(id.into())).or(no_assignee.then_some(Link::Nothing)),
        project: edit.project_id.map(|id| Link::To(id.into())).or(no_project.then_some(Link::Nothing)),
        add_tags: tags(edit.add_tags),
        remove_tags: tags(edit.remove_tags),
    })
}
