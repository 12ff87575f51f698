//! What staff see: everything, as it was stored, and that is scrubbed.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DerivePartialModel};

use super::blocker::{Helper, helpers};
use crate::access::{AgencyScope, AgencySide, Page, Paging, Part, ScopedSelect, Sort, together};
use crate::entity::words::{RunStatus, WorkflowEngine, WorkflowStatus};
use crate::entity::{
    approval, connection, engine_workflow, form, run, run_payload, run_step, run_step_payload, run_stop, workflow,
    workflow_version, workspace,
};
use crate::error::Result;
use crate::ids::{RunId, RunStepId, WorkflowId, WorkspaceId};

/// Which workflows are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct StaffFilter {
    pub workspace: Option<WorkspaceId>,
    /// Those in the archive only where they are asked for.
    pub status: Option<WorkflowStatus>,
}

/// Which runs are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct StaffRunFilter {
    pub workspace: Option<WorkspaceId>,
    pub workflow: Option<WorkflowId>,
    pub status: Option<RunStatus>,
}

/// A workflow with the names that a list shows.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "workflow::Entity")]
pub struct Listed {
    #[sea_orm(nested)]
    pub workflow: workflow::Model,
    #[sea_orm(nested)]
    pub workspace: WorkspaceName,
    #[sea_orm(nested)]
    pub version: Option<VersionNumber>,
}

/// A run with the names that a list shows.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "run::Entity")]
pub struct ListedRun {
    #[sea_orm(nested)]
    pub run: run::Model,
    #[sea_orm(nested)]
    pub workspace: WorkspaceName,
    #[sea_orm(nested)]
    pub workflow: WorkflowName,
    #[sea_orm(nested)]
    pub version: Option<VersionNumber>,
    #[sea_orm(nested)]
    pub backed: Option<CancelAddress>,
    /// What it waits for, if it is this.
    #[sea_orm(nested)]
    pub connection: Option<AccountName>,
    #[sea_orm(nested)]
    pub form: Option<FormTitle>,
    #[sea_orm(nested)]
    pub approval: Option<ApprovalTitle>,
}

/// A workspace by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "workspace::Entity")]
pub struct WorkspaceName {
    pub id: WorkspaceId,
    pub name: String,
}

/// A workflow by name, and where it runs.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "workflow::Entity")]
pub struct WorkflowName {
    pub id: WorkflowId,
    pub name: String,
    pub engine: WorkflowEngine,
}

/// Where another engine is told that a run was cancelled.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "engine_workflow::Entity")]
pub struct CancelAddress {
    pub cancel_url: Option<String>,
}

/// A version by number.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "workflow_version::Entity")]
pub struct VersionNumber {
    pub number: i32,
}

/// A connection by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "connection::Entity")]
pub struct AccountName {
    pub name: String,
    /// What the provider calls the account.
    pub account: Option<String>,
}

/// A form by title.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "form::Entity")]
pub struct FormTitle {
    pub title: String,
}

/// An approval by title.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "approval::Entity")]
pub struct ApprovalTitle {
    pub title: String,
}

/// A run with all that is kept of it.
#[derive(Debug)]
pub struct Whole {
    pub listed: ListedRun,
    /// Who can do something about what it waits for.
    pub helpers: Vec<Helper>,
    /// Deleted after a while.
    pub payload: Option<run_payload::Model>,
    /// What came of telling another engine to stop it.
    pub stop: Option<run_stop::Model>,
    pub steps: Vec<(run_step::Model, Option<run_step_payload::Model>)>,
}

fn named(scope: &AgencyScope) -> ScopedSelect<'_, AgencySide, workflow::Entity> {
    use workflow::Column;
    let all = scope.find::<workflow::Entity>();
    let all = all.join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id);
    all.join::<workflow_version::Entity>(Column::ActiveVersionId, workflow_version::Column::Id)
}

fn named_runs(scope: &AgencyScope) -> ScopedSelect<'_, AgencySide, run::Entity> {
    use run::Column;
    let all = scope.find::<run::Entity>();
    let all = all.join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id);
    let all = all.join::<workflow::Entity>(Column::WorkflowId, workflow::Column::Id);
    let all = all.join::<workflow_version::Entity>(Column::VersionId, workflow_version::Column::Id);
    let all = all.join::<engine_workflow::Entity>(Column::WorkflowId, engine_workflow::Column::WorkflowId);
    // It is one of these, as `waits_for` says.
    let all = all.join::<connection::Entity>(Column::WaitsForId, connection::Column::Id);
    let all = all.join::<form::Entity>(Column::WaitsForId, form::Column::Id);
    all.join::<approval::Entity>(Column::WaitsForId, approval::Column::Id)
}

/// The agency's workflows, the latest first.
///
/// # Errors
/// When the cursor is none of ours.
pub async fn staff_list(scope: &AgencyScope, filter: StaffFilter, paging: &Paging) -> Result<Page<Listed>> {
    use workflow::Column;
    let rows = named(scope).filter_if(filter.workspace, |id| Column::WorkspaceId.eq(id));
    let rows = rows.filter(match filter.status {
        Some(status) => Column::Status.eq(status),
        None => Column::Status.ne(WorkflowStatus::Archived),
    });
    rows.page_as(paging, Sort::newest(|row: &Listed| row.workflow.id.into())).await
}

/// A workflow of the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn staff_find(scope: &AgencyScope, id: WorkflowId) -> Result<Listed> {
    named(scope).filter(workflow::Column::Id.eq(id)).one_as().await
}

/// The agency's runs, the latest first.
///
/// # Errors
/// When the cursor is none of ours.
pub async fn staff_runs(scope: &AgencyScope, filter: StaffRunFilter, paging: &Paging) -> Result<Page<ListedRun>> {
    use run::Column;
    let rows = named_runs(scope).filter_if(filter.workspace, |id| Column::WorkspaceId.eq(id));
    let rows = rows.filter_if(filter.workflow, |id| Column::WorkflowId.eq(id));
    let rows = rows.filter_if(filter.status, |status| Column::Status.eq(status));
    rows.page_as(paging, Sort::newest(|row: &ListedRun| row.run.id.into())).await
}

/// A run of the agency with its steps and what is kept of what went through them.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn staff_run(scope: &AgencyScope, id: RunId) -> Result<Whole> {
    let listed: ListedRun = named_runs(scope).filter(run::Column::Id.eq(id)).one_as().await?;
    let payload = scope.find::<run_payload::Entity>().filter(run_payload::Column::RunId.eq(id)).first().await?;
    let steps = scope.find::<run_step::Entity>().filter(run_step::Column::RunId.eq(id));
    let helpers = match listed.run.waits_for {
        Some(wait) => helpers(scope, listed.run.workspace_id, wait, listed.run.waits_for_id),
        None => Part::known(Vec::new()),
    };
    let (steps, helpers) = together((steps.asc(run_step::Column::Position).part(), helpers)).ask().await?;
    let kept = scope.find::<run_step_payload::Entity>().filter(run_step_payload::Column::RunId.eq(id)).all().await?;
    let mut kept: HashMap<RunStepId, _> = kept.into_iter().map(|row| (row.run_step_id, row)).collect();
    let steps = steps.into_iter().map(|step| (kept.remove(&step.id), step)).map(|(kept, step)| (step, kept)).collect();
    let stop = scope.find::<run_stop::Entity>().filter(run_stop::Column::RunId.eq(id)).first().await?;
    Ok(Whole { listed, helpers, payload, stop, steps })
}

/// A run's names alone.
///
/// # Errors
/// As [`staff_run`].
pub async fn staff_run_listed(scope: &AgencyScope, id: RunId) -> Result<ListedRun> {
    named_runs(scope).filter(run::Column::Id.eq(id)).one_as().await
}
