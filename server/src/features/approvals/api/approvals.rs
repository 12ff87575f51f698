use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::new::NewApproval;
use super::wire::{Approval, ApprovalDecision, ApprovalEvent, ApprovalStatus};
use crate::access::AgencyScope;
use crate::api::{Created, Listing, Outcome, Staff, Tag, Tagged, Text, WaitsOn, expect_version, paging, tag};
use crate::error::Result;
use crate::features::approvals::service::{self, Order, StaffFilter};
use crate::ids::ApprovalId;

/// In which order.
#[derive(Enum, Clone, Copy)]
#[oai(rename_all = "snake_case")]
enum ApprovalSort {
    /// What waits on the agency first, then what waits on clients, then the rest.
    Turn,
    /// The longest wait first.
    Waiting,
    Newest,
}

/// A field that can be taken away from an approval.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
enum ApprovalField {
    ProjectId,
}

/// What to change of an approval; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct ApprovalChange {
    #[oai(validator(min_length = 1, max_length = 200))]
    title: Option<Text>,
    project_id: Option<Uuid>,
    /// What is in the archive waits on nobody, and stands in no list of the client's.
    archived: Option<bool>,
    /// What to take away; a new value for the same field wins.
    #[oai(validator(max_items = 1))]
    clear: Option<Vec<ApprovalField>>,
}

/// Who was reminded.
#[derive(Object)]
struct ApprovalReminder {
    /// The names of those who have not decided.
    people: Vec<String>,
}

/// The agency's approvals.
pub struct ApprovalApi;

#[OpenApi(tag = "Tag::Approvals")]
impl ApprovalApi {
    /// The agency's approvals. Their versions come without their files.
    #[oai(path = "/approvals", method = "get", operation_id = "approval_list")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn list(
        &self,
        Staff(scope): Staff,
        status: Query<Option<ApprovalStatus>>,
        /// Only this workspace's, also one in the archive.
        workspace_id: Query<Option<Uuid>>,
        project_id: Query<Option<Uuid>>,
        waits_on: Query<Option<WaitsOn>>,
        /// Those in the archive, instead of those that are not.
        archived: Query<Option<bool>>,
        /// `turn` when left out.
        sort: Query<Option<ApprovalSort>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Approval>>> {
        let filter = StaffFilter {
            status: status.0.map(Into::into),
            workspace: workspace_id.0.map(Into::into),
            project: project_id.0.map(Into::into),
            waits_on: waits_on.0.map(Into::into),
            archived: archived.0.unwrap_or_default(),
            order: match sort.0.unwrap_or(ApprovalSort::Turn) {
                ApprovalSort::Turn => Order::Turn,
                ApprovalSort::Waiting => Order::Waiting,
                ApprovalSort::Newest => Order::Newest,
            },
        };
        let page = service::staff_list(&scope, &filter, &paging(limit.0, cursor.0.as_deref())?).await?;
        let ids: Vec<ApprovalId> = page.items.iter().map(|row| row.approval.id).collect();
        let mut steps = service::steps_of(&scope, &ids).await?;
        Ok(Json(Listing::of(page, |row| {
            let steps = steps.remove(&row.approval.id).unwrap_or_default();
            Approval::new(row, steps, false)
        })))
    }

    /// Sends something for approval.
    #[oai(path = "/approvals", method = "post", operation_id = "approval_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        body: Json<NewApproval>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Approval>> {
        let id = service::create(&scope, body.0.into()).await?;
        Ok(Created::at("approvals", id, current(&scope, id).await?))
    }

    /// One approval.
    #[oai(path = "/approvals/:approval_id", method = "get", operation_id = "approval_view")]
    async fn view(&self, Staff(scope): Staff, approval_id: Path<Uuid>) -> Outcome<Tagged<Approval>> {
        Ok(tagged(current(&scope, approval_id.0.into()).await?))
    }

    /// Changes an approval, or puts it into the archive.
    #[oai(path = "/approvals/:approval_id", method = "patch", operation_id = "approval_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        approval_id: Path<Uuid>,
        body: Json<ApprovalChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Approval>> {
        let version = expect_version(if_match.0.as_deref())?;
        let id = approval_id.0.into();
        let ApprovalChange { title, project_id, archived, clear } = body.0;
        let cleared = clear.unwrap_or_default().contains(&ApprovalField::ProjectId);
        let change = service::Change {
            title: title.map(Into::into),
            project: project_id.map(|id| Some(id.into())).or(cleared.then_some(None)),
            archived,
        };
        service::change(&scope, id, version, change).await?;
        Ok(tagged(current(&scope, id).await?))
    }

    /// What the client decided, in its order. Staff never decide.
    #[oai(path = "/approvals/:approval_id/decisions", method = "get", operation_id = "approval_decision_list")]
    async fn decisions(
        &self,
        Staff(scope): Staff,
        approval_id: Path<Uuid>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<ApprovalDecision>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::staff_decisions(&scope, approval_id.0.into(), &paging).await?;
        Ok(Json(Listing::of(page, ApprovalDecision::from)))
    }

    /// An approval's history, the earliest first: a chain of hashes that shows tampering.
    #[oai(path = "/approvals/:approval_id/events", method = "get", operation_id = "approval_event_list")]
    async fn events(
        &self,
        Staff(scope): Staff,
        approval_id: Path<Uuid>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<ApprovalEvent>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::staff_history(&scope, approval_id.0.into(), &paging).await?;
        Ok(Json(Listing::of(page, ApprovalEvent::from)))
    }

    /// Reminds those who have not decided on what waits for a decision.
    #[oai(path = "/approvals/:approval_id/reminders", method = "post", operation_id = "approval_reminder_create")]
    async fn remind(
        &self,
        Staff(scope): Staff,
        approval_id: Path<Uuid>,
        /// Makes a repetition remind nobody again.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<ApprovalReminder>> {
        let people = service::remind(&scope, approval_id.0.into()).await?;
        Ok(Created::within(ApprovalReminder { people }))
    }
}

/// An approval as it is now.
pub async fn current(scope: &AgencyScope, id: ApprovalId) -> Result<Approval> {
    let row = service::staff_find(scope, id).await?;
    let steps = service::whole(scope, id).await?;
    Ok(Approval::new(row, steps, true))
}

/// An approval with its version.
pub fn tagged(approval: Approval) -> Tagged<Approval> {
    let version = tag(approval.version);
    Tagged::Ok(Json(approval), version)
}
