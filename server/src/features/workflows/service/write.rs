use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::read::held;
use super::tell::announce_workflow;
use crate::access::AgencyScope;
use crate::entity::words::{WorkflowEngine, WorkflowStatus};
use crate::entity::workflow::{ActiveModel, Column, Entity, Model};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::workflows::Inputs;
use crate::features::workflows::definition::{Input, check_inputs};
use crate::features::workspaces;
use crate::ids::{Id, WorkflowId, WorkspaceId};
use crate::text;

/// The longest description of what a workflow is for.
const LONGEST_PURPOSE: usize = 500;
/// The most runs of one workflow that run at the same time.
const MOST_AT_ONCE: i32 = 50;

/// A workflow to be.
pub struct NewWorkflow {
    pub workspace: WorkspaceId,
    pub name: String,
    /// What it is for, in words that its client reads.
    pub purpose: String,
    pub client_triggerable: bool,
    pub at_once: i32,
}

/// What staff change of a workflow; what is `None` stays.
#[derive(Default)]
pub struct Change {
    pub name: Option<String>,
    pub purpose: Option<String>,
    pub client_triggerable: Option<bool>,
    pub at_once: Option<i32>,
    /// What whoever starts it is asked, of a workflow that another engine runs.
    pub inputs: Option<Vec<Input>>,
}

/// Begins a workflow. It does nothing before a version of it is published.
///
/// # Errors
/// [`Error::Invalid`] at the fields, a foreign workspace among them.
pub async fn create(scope: &AgencyScope, new: NewWorkflow) -> Result<WorkflowId> {
    let new = checked(new)?;
    let id = WorkflowId::new();
    scope
        .transaction(async |scope| {
            if let Some(earlier) = scope.claim_once("workflow_create", id).await? {
                return Ok(earlier.into());
            }
            insert(&scope, id, new, WorkflowEngine::Here, &[]).await?;
            Ok(id)
        })
        .await
}

/// A workflow to be, with what was typed as it is kept.
///
/// # Errors
/// [`Error::Invalid`] at the fields.
pub fn checked(new: NewWorkflow) -> Result<NewWorkflow> {
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", &new.name, text::LONGEST_NAME))?;
    let purpose = errors.keep(self::purpose(&new.purpose))?;
    errors.keep(bounded(new.at_once))?;
    errors.into_result()?;
    Ok(NewWorkflow { name, purpose, ..new })
}

/// Adds a workflow that was [`checked`], within the caller's transaction; one that another engine runs, with what is asked
/// of whoever starts it.
///
/// # Errors
/// [`Error::Invalid`] at a foreign workspace.
pub async fn insert(
    scope: &AgencyScope,
    id: WorkflowId,
    new: NewWorkflow,
    engine: WorkflowEngine,
    asks: &[Input],
) -> Result<Model> {
    let workspace = match workspaces::find(scope, new.workspace).await {
        Err(Error::NotFound) => return Err(Error::field("workspace_id", "The agency has no such workspace.")),
        other => other?.id,
    };
    let now = scope.now();
    let row = ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(workspace),
        name: Set(new.name),
        purpose: Set(new.purpose),
        status: Set(WorkflowStatus::Draft),
        client_triggerable: Set(new.client_triggerable),
        engine: Set(engine),
        active_version_id: Set(None),
        at_once: Set(new.at_once),
        inputs: Set(Inputs::kept(asks)?),
        last_good_at: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let row = scope.insert(row).await?;
    announce_workflow(scope, workspace);
    audit::record(scope, about(Entry::new("workflow.created"), &row)).await?;
    Ok(row)
}

/// Changes what a workflow is called, what it is for, and who may start it; of one that another engine runs, also what is
/// asked of whoever does.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; [`Error::Stale`] when it has moved on from `version`; [`Error::Invalid`] at
/// the fields; a conflict where it is in the archive.
pub async fn change(scope: &AgencyScope, id: WorkflowId, version: Option<i64>, change: Change) -> Result<()> {
    let mut errors = FieldErrors::default();
    let name = change.name.map(|name| errors.keep(text::line("name", &name, text::LONGEST_NAME))).transpose()?;
    let purpose = change.purpose.map(|what| errors.keep(self::purpose(&what))).transpose()?;
    errors.keep(change.at_once.map_or(Ok(()), bounded))?;
    let inputs = change.inputs.map(|asks| errors.keep(asked(&asks))).transpose()?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let row = open(held(&scope, id).await?, version)?;
            if inputs.is_some() && row.engine == WorkflowEngine::Here {
                return Err(Error::field("inputs", "What it asks for stands in its definition."));
            }
            let update = scope.update::<Entity>().set_if(Column::Name, name).set_if(Column::Purpose, purpose);
            let update = update.set_if(Column::ClientTriggerable, change.client_triggerable);
            let update = update.set_if(Column::Inputs, inputs);
            let update = update.set_if(Column::AtOnce, change.at_once).set(Column::Version, row.version + 1);
            update.set(Column::UpdatedAt, scope.now()).filter(Column::Id.eq(id)).exec().await?;
            announce_workflow(&scope, row.workspace_id);
            audit::record(&scope, about(Entry::new("workflow.changed"), &row)).await
        })
        .await
}

/// What is asked of whoever starts what another engine runs, as a workflow's row keeps it.
///
/// # Errors
/// [`Error::Invalid`] at `inputs`.
pub fn asked(inputs: &[Input]) -> Result<String> {
    if let Err(faults) = check_inputs(inputs) {
        let mut errors = FieldErrors::default();
        faults.into_iter().for_each(|fault| errors.add(fault.path, fault.message));
        return Err(Error::Invalid(errors));
    }
    Inputs::kept(inputs)
}

/// A workflow that is not in the archive, as the caller has seen it.
///
/// # Errors
/// [`Error::Stale`]; a conflict where it is in the archive.
pub fn open(row: Model, version: Option<i64>) -> Result<Model> {
    if version.is_some_and(|seen| seen != row.version) {
        return Err(Error::Stale);
    }
    if row.status == WorkflowStatus::Archived {
        return Err(Error::conflict("workflow_archived", "this workflow is in the archive"));
    }
    Ok(row)
}

/// A workflow whose versions are written here.
///
/// # Errors
/// A conflict where another engine runs it.
pub fn ours(row: Model) -> Result<Model> {
    match row.engine {
        WorkflowEngine::Here => Ok(row),
        WorkflowEngine::N8n | WorkflowEngine::Http => {
            Err(Error::conflict("runs_elsewhere", "another engine runs this workflow, and what it does stands there"))
        }
    }
}

/// An entry of the audit trail about a workflow.
pub fn about(entry: Entry, row: &Model) -> Entry {
    entry.target("workflow", row.id, row.name.clone()).workspace(row.workspace_id)
}

/// What a workflow is for, as it is kept.
///
/// # Errors
/// [`Error::Invalid`] at `purpose`.
pub fn purpose(text: &str) -> Result<String> {
    text::line("purpose", text, LONGEST_PURPOSE)
}

fn bounded(at_once: i32) -> Result<()> {
    if (1..=MOST_AT_ONCE).contains(&at_once) {
        return Ok(());
    }
    Err(Error::field("at_once", format!("From 1 to {MOST_AT_ONCE}.")))
}
