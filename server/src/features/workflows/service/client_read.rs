//! What clients see of workflows and runs. These types are all there is for them: none has a place for what went through
//! a run, and no scope of a client's reaches the tables in which that stands.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DerivePartialModel};
use uuid::Uuid;

use crate::access::{ClientScope, Page, Paging, Part, Permission, Sort, together};
use crate::entity::words::{RunStarter, RunStatus, RunStepStatus, RunWait, WorkflowStatus};
use crate::entity::{run, run_step, workflow};
use crate::error::Result;
use crate::features::workflows::definition::Input;
use crate::features::workflows::{Inputs, StepKind};
use crate::ids::{RunId, WorkflowId};

/// The most workflows that a workspace's list shows.
const MOST: u64 = 200;

/// How workflows stand that clients see.
const VISIBLE: [WorkflowStatus; 2] = [WorkflowStatus::Published, WorkflowStatus::Paused];

/// A workflow as its client sees it.
#[derive(Clone, Debug)]
pub struct ClientWorkflow {
    pub id: WorkflowId,
    pub name: String,
    pub purpose: String,
    pub status: WorkflowStatus,
    /// Whether this person may start it now.
    pub may_start: bool,
    /// What whoever starts it is asked.
    pub inputs: Vec<Input>,
    pub last_good_at: Option<DateTime<Utc>>,
}

/// A run as its client sees it.
#[derive(Clone, Debug)]
pub struct ClientRun {
    pub id: RunId,
    pub workflow: WorkflowId,
    pub status: RunStatus,
    pub started_by: RunStarter,
    /// Who of the client started it, where somebody did.
    pub starter: Option<String>,
    pub waits_for: Option<RunWait>,
    /// The form, the approval or the connection.
    pub waits_for_id: Option<Uuid>,
    pub waits_since: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// A run with its workflow's name.
#[derive(Clone, Debug)]
pub struct RunWithName {
    pub run: ClientRun,
    pub workflow: String,
    /// Whether the workflow still has a page.
    pub leads: bool,
}

/// What a run did at one place, as its client sees it.
#[derive(Clone, Debug)]
pub struct ClientStep {
    /// What staff called it, or what its kind is called.
    pub title: String,
    pub kind: StepKind,
    pub status: RunStepStatus,
    pub started_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// Which runs are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClientRunFilter {
    pub workflow: Option<WorkflowId>,
    pub status: Option<RunStatus>,
}

impl From<run::Model> for ClientRun {
    fn from(row: run::Model) -> Self {
        let own = row.started_by == RunStarter::Client;
        Self {
            id: row.id,
            workflow: row.workflow_id,
            status: row.status,
            started_by: row.started_by,
            starter: row.starter_name.filter(|_| own),
            waits_for: row.waits_for,
            waits_for_id: row.waits_for_id,
            waits_since: row.waits_since,
            created_at: row.created_at,
            started_at: row.started_at,
            ended_at: row.ended_at,
        }
    }
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "run::Entity")]
struct Named {
    #[sea_orm(nested)]
    run: run::Model,
    #[sea_orm(nested)]
    workflow: Name,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "workflow::Entity")]
struct Name {
    name: String,
    status: WorkflowStatus,
}

impl From<Named> for RunWithName {
    fn from(row: Named) -> Self {
        let leads = VISIBLE.contains(&row.workflow.status);
        Self { run: row.run.into(), workflow: row.workflow.name, leads }
    }
}

fn shown(scope: &ClientScope, row: workflow::Model) -> Result<ClientWorkflow> {
    let allowed = scope.seat().allows(Permission::RunWorkflows);
    Ok(ClientWorkflow {
        id: row.id,
        name: row.name,
        purpose: row.purpose,
        status: row.status,
        may_start: allowed && row.client_triggerable && row.status == WorkflowStatus::Published,
        inputs: Inputs::read(&row.inputs)?.0,
        last_good_at: row.last_good_at,
    })
}

fn visible() -> sea_orm::sea_query::SimpleExpr {
    workflow::Column::Status.is_in(VISIBLE)
}

/// The workspace's workflows, by name: what runs for it, or will again.
pub fn client_workflows(scope: &ClientScope) -> Part<'_, Vec<ClientWorkflow>> {
    let rows = scope.find::<workflow::Entity>().filter(visible()).limit(MOST);
    rows.part().then(|rows| {
        let mut rows: Vec<ClientWorkflow> = rows.into_iter().map(|row| shown(scope, row)).collect::<Result<_>>()?;
        rows.sort_by_key(|row| row.name.to_lowercase());
        Ok(rows)
    })
}

/// One of them.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is no one's to see.
pub async fn client_workflow(scope: &ClientScope, id: WorkflowId) -> Result<ClientWorkflow> {
    let row = scope.find::<workflow::Entity>().filter(workflow::Column::Id.eq(id)).filter(visible()).one().await?;
    shown(scope, row)
}

fn named(scope: &ClientScope) -> crate::access::ScopedSelect<'_, crate::access::ClientSide, run::Entity> {
    scope.find::<run::Entity>().join::<workflow::Entity>(run::Column::WorkflowId, workflow::Column::Id)
}

/// The workspace's runs, the latest first.
///
/// # Errors
/// When the cursor is none of ours.
pub fn client_runs<'s>(
    scope: &'s ClientScope,
    filter: ClientRunFilter,
    paging: &Paging,
) -> Result<Part<'s, Page<RunWithName>>> {
    use run::Column;
    let rows = named(scope).filter_if(filter.workflow, |id| Column::WorkflowId.eq(id));
    let rows = rows.filter_if(filter.status, |status| Column::Status.eq(status));
    let page = rows.part_page::<Named>(paging, Sort::newest(|row| row.run.id.into()))?;
    Ok(page.map(|page| page.map(Into::into)))
}

/// A run of a workflow, and what it did in its order.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another workflow's.
pub async fn client_run(
    scope: &ClientScope,
    workflow: WorkflowId,
    id: RunId,
) -> Result<(RunWithName, Vec<ClientStep>)> {
    use run_step::Column as S;
    let row = named(scope).filter(run::Column::Id.eq(id)).filter(run::Column::WorkflowId.eq(workflow));
    let row: Named = row.one_as().await?;
    let steps = scope.find::<run_step::Entity>().filter(S::RunId.eq(id)).asc(S::Position).all().await?;
    let steps = steps.into_iter().map(|step| {
        let kind = StepKind::parse(&step.kind);
        let title = if step.title.is_empty() { kind.title().to_owned() } else { step.title };
        ClientStep { title, kind, status: step.status, started_at: step.started_at, ended_at: step.ended_at }
    });
    Ok((row.into(), steps.collect()))
}

/// What a dashboard shows of automation: how many workflows are active, those that the reader may start, and what ran.
pub struct AtAGlance {
    pub active: usize,
    pub startable: Vec<ClientWorkflow>,
    pub runs: Vec<RunWithName>,
}

/// Automation at a glance.
///
/// # Errors
/// None: the first page has no cursor that could be wrong.
pub fn at_a_glance(scope: &ClientScope, most: u64) -> Result<Part<'_, AtAGlance>> {
    let runs = client_runs(scope, ClientRunFilter::default(), &Paging::first(most))?;
    Ok(together((client_workflows(scope), runs)).map(|(workflows, runs)| {
        let active = workflows.iter().filter(|workflow| workflow.status == WorkflowStatus::Published).count();
        let startable = workflows.into_iter().filter(|workflow| workflow.may_start).collect();
        AtAGlance { active, startable, runs: runs.items }
    }))
}
