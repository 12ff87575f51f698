use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::inputs::NewWorkflowInput;
use super::wire::{Workflow, WorkflowAnalytics, WorkflowStatus};
use crate::access::AgencyScope;
use crate::api::{Created, Listing, Outcome, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::error::Result;
use crate::features::workflows::service::staff_read::{StaffFilter, staff_find, staff_list};
use crate::features::workflows::service::{self, Change, Wish};
use crate::ids::WorkflowId;

/// A workflow to be. It does nothing before a version of it is published.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewWorkflow {
    /// Whose it is; it stays so.
    workspace_id: Uuid,
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Text,
    /// What it is for; its client reads it.
    #[oai(validator(min_length = 1, max_length = 500))]
    purpose: Text,
    /// Whether those of the client who may run workflows may start it; they may not when left out.
    client_triggerable: Option<bool>,
    /// How many of its runs run at the same time, from 1 to 50; 1 when left out.
    at_once: Option<i32>,
}

/// What to change of a workflow; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct WorkflowChange {
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Option<Text>,
    #[oai(validator(min_length = 1, max_length = 500))]
    purpose: Option<Text>,
    client_triggerable: Option<bool>,
    at_once: Option<i32>,
    /// What whoever starts it by hand is asked, where another engine runs it. All of it: what is not said is asked no more.
    inputs: Option<Vec<NewWorkflowInput>>,
}

/// What is published.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct WorkflowPublication {
    version_id: Uuid,
}

/// The agency's workflows.
pub struct WorkflowApi;

#[OpenApi(tag = "Tag::Workflows")]
impl WorkflowApi {
    /// The agency's workflows, the latest first; those in the archive only where they are asked for.
    #[oai(path = "/workflows", method = "get", operation_id = "workflow_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        workspace_id: Query<Option<Uuid>>,
        status: Query<Option<WorkflowStatus>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Workflow>>> {
        let filter = StaffFilter { workspace: workspace_id.0.map(Into::into), status: status.0.map(Into::into) };
        let page = staff_list(&scope, filter, &paging(limit.0, cursor.0.as_deref())?).await?;
        let (items, next) = (page.items.into_iter().map(Workflow::of).collect::<Result<Vec<_>>>()?, page.next);
        Ok(Json(Listing::of(crate::access::Page { items, next }, |workflow| workflow)))
    }

    /// Begins a workflow.
    #[oai(path = "/workflows", method = "post", operation_id = "workflow_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        body: Json<NewWorkflow>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Workflow>> {
        let NewWorkflow { workspace_id, name, purpose, client_triggerable, at_once } = body.0;
        let new = service::NewWorkflow {
            workspace: workspace_id.into(),
            name: name.into(),
            purpose: purpose.into(),
            client_triggerable: client_triggerable.unwrap_or_default(),
            at_once: at_once.unwrap_or(1),
        };
        let id = service::create(&scope, new).await?;
        Ok(Created::at("workflows", id, current(&scope, id).await?))
    }

    /// One workflow.
    #[oai(path = "/workflows/:workflow_id", method = "get", operation_id = "workflow_view")]
    async fn view(&self, Staff(scope): Staff, workflow_id: Path<Uuid>) -> Outcome<Tagged<Workflow>> {
        Ok(tagged(current(&scope, workflow_id.0.into()).await?))
    }

    /// How a workflow has been doing: runs on each day, how much succeeded, and how long it took.
    #[oai(path = "/workflows/:workflow_id/analytics", method = "get", operation_id = "workflow_analytics")]
    async fn analytics(
        &self,
        Staff(scope): Staff,
        workflow_id: Path<Uuid>,
        /// How many days, today among them; 30 when left out.
        #[oai(validator(minimum(value = "1"), maximum(value = "366")))]
        days: Query<Option<u32>>,
    ) -> Outcome<Json<WorkflowAnalytics>> {
        let found = service::analytics_of(&scope, workflow_id.0.into(), days.0.unwrap_or(30)).await?;
        Ok(Json(found.into()))
    }

    /// Changes what a workflow is called, what it is for, and who may start it; where another engine runs it, also what
    /// whoever starts it is asked.
    #[oai(path = "/workflows/:workflow_id", method = "patch", operation_id = "workflow_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        workflow_id: Path<Uuid>,
        body: Json<WorkflowChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Workflow>> {
        let version = expect_version(if_match.0.as_deref())?;
        let WorkflowChange { name, purpose, client_triggerable, at_once, inputs } = body.0;
        let (name, purpose) = (name.map(Into::into), purpose.map(Into::into));
        let inputs = inputs.map(|asks| asks.into_iter().map(Into::into).collect());
        let id = workflow_id.0.into();
        service::change(&scope, id, version, Change { name, purpose, client_triggerable, at_once, inputs }).await?;
        Ok(tagged(current(&scope, id).await?))
    }

    /// Publishes a version: new runs run on it. Runs that have begun end on the version they began on.
    #[oai(path = "/workflows/:workflow_id/publish", method = "post", operation_id = "workflow_publish")]
    async fn publish(
        &self,
        Staff(scope): Staff,
        workflow_id: Path<Uuid>,
        body: Json<WorkflowPublication>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Workflow>> {
        let version = expect_version(if_match.0.as_deref())?;
        let id = workflow_id.0.into();
        service::publish(&scope, id, version, body.0.version_id.into()).await?;
        Ok(tagged(current(&scope, id).await?))
    }

    /// Pauses a workflow: nothing of it begins, and nothing that waits goes on.
    #[oai(path = "/workflows/:workflow_id/pause", method = "post", operation_id = "workflow_pause")]
    async fn pause(&self, Staff(scope): Staff, workflow_id: Path<Uuid>) -> Outcome<Tagged<Workflow>> {
        turned(&scope, workflow_id.0, Wish::Pause).await
    }

    /// Lets a workflow go on that is paused, or begin that another engine runs.
    #[oai(path = "/workflows/:workflow_id/resume", method = "post", operation_id = "workflow_resume")]
    async fn resume(&self, Staff(scope): Staff, workflow_id: Path<Uuid>) -> Outcome<Tagged<Workflow>> {
        turned(&scope, workflow_id.0, Wish::Resume).await
    }

    /// Puts a workflow into the archive, for good. What of it runs or waits is cancelled.
    #[oai(path = "/workflows/:workflow_id/archive", method = "post", operation_id = "workflow_archive")]
    async fn archive(&self, Staff(scope): Staff, workflow_id: Path<Uuid>) -> Outcome<Tagged<Workflow>> {
        turned(&scope, workflow_id.0, Wish::Archive).await
    }
}

async fn turned(scope: &AgencyScope, id: Uuid, wish: Wish) -> Outcome<Tagged<Workflow>> {
    let id = id.into();
    service::set_status(scope, id, None, wish).await?;
    Ok(tagged(current(scope, id).await?))
}

pub(super) async fn current(scope: &AgencyScope, id: WorkflowId) -> Result<Workflow> {
    Workflow::of(staff_find(scope, id).await?)
}

fn tagged(workflow: Workflow) -> Tagged<Workflow> {
    let version = tag(workflow.version);
    Tagged::Ok(Json(workflow), version)
}
