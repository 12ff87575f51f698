use std::collections::HashMap;

use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::wire::{Run, RunDetail, RunStatus};
use crate::access::AgencyScope;
use crate::api::{Created, Listing, Outcome, Staff, Tag, paging};
use crate::error::Result;
use crate::features::workflows::service;
use crate::features::workflows::service::staff_read::{StaffRunFilter, staff_run, staff_run_listed, staff_runs};
use crate::ids::RunId;

/// What a run is started with.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct RunStart {
    /// By the inputs' names; as text, as somebody would type it.
    inputs: Option<HashMap<String, String>>,
}

/// The times that workflows ran.
pub struct RunApi;

#[OpenApi(tag = "Tag::Runs")]
impl RunApi {
    /// The agency's runs, the latest first.
    #[oai(path = "/runs", method = "get", operation_id = "run_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        workspace_id: Query<Option<Uuid>>,
        workflow_id: Query<Option<Uuid>>,
        status: Query<Option<RunStatus>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Run>>> {
        let filter = StaffRunFilter {
            workspace: workspace_id.0.map(Into::into),
            workflow: workflow_id.0.map(Into::into),
            status: status.0.map(Into::into),
        };
        let page = staff_runs(&scope, filter, &paging(limit.0, cursor.0.as_deref())?).await?;
        Ok(Json(Listing::of(page, Run::from)))
    }

    /// Starts a run by hand.
    #[oai(path = "/workflows/:workflow_id/runs", method = "post", operation_id = "run_start")]
    async fn start(
        &self,
        Staff(scope): Staff,
        workflow_id: Path<Uuid>,
        body: Json<RunStart>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Run>> {
        let given = body.0.inputs.unwrap_or_default().into_iter().collect();
        let id = service::start(&scope, workflow_id.0.into(), &given).await?;
        Ok(Created::at("runs", id, listed(&scope, id).await?))
    }

    /// A run with its steps and what went through them, scrubbed.
    #[oai(path = "/runs/:run_id", method = "get", operation_id = "run_view")]
    async fn view(&self, Staff(scope): Staff, run_id: Path<Uuid>) -> Outcome<Json<RunDetail>> {
        Ok(Json(staff_run(&scope, run_id.0.into()).await?.into()))
    }

    /// Cancels a run. What it has done stays done; another engine that runs it is told where it can be.
    #[oai(path = "/runs/:run_id/cancel", method = "post", operation_id = "run_cancel")]
    async fn cancel(&self, Staff(scope): Staff, run_id: Path<Uuid>) -> Outcome<Json<Run>> {
        let id = run_id.0.into();
        service::cancel(&scope, id).await?;
        Ok(Json(listed(&scope, id).await?))
    }

    /// Has a run that failed go on with the step that failed.
    #[oai(path = "/runs/:run_id/retry", method = "post", operation_id = "run_retry")]
    async fn retry(&self, Staff(scope): Staff, run_id: Path<Uuid>) -> Outcome<Json<Run>> {
        let id = run_id.0.into();
        service::retry(&scope, id).await?;
        Ok(Json(listed(&scope, id).await?))
    }

    /// Starts a run anew with what this one was given, on the version that is published now.
    #[oai(path = "/runs/:run_id/replay", method = "post", operation_id = "run_replay")]
    async fn replay(
        &self,
        Staff(scope): Staff,
        run_id: Path<Uuid>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Run>> {
        let id = service::replay(&scope, run_id.0.into()).await?;
        Ok(Created::at("runs", id, listed(&scope, id).await?))
    }
}

async fn listed(scope: &AgencyScope, id: RunId) -> Result<Run> {
    Ok(staff_run_listed(scope, id).await?.into())
}
