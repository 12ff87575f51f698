use std::collections::BTreeMap;

use super::stage::Stage;
use super::story;
use crate::access::{AgencyScope, WorkflowRunner};
use crate::error::{Error, Result};
use crate::features::{forms, workflows};
use crate::ids::WorkspaceId;

/// Staff put a form before a client.
pub async fn ask(stage: &Stage<'_>, workspace: &story::Workspace, form: &story::Form) -> Result<()> {
    let new = forms::NewForm {
        workspace: id(stage, workspace)?,
        title: form.title.clone(),
        slug: None,
        schema: form.schema.to_string(),
    };
    forms::create(&stage.staff(&form.by).await?, new).await.map(drop)
}

/// Staff write a workflow and publish it.
pub async fn automate(stage: &mut Stage<'_>, workspace: &story::Workspace, workflow: &story::Workflow) -> Result<()> {
    let scope = stage.staff(&workflow.by).await?;
    let new = workflows::NewWorkflow {
        workspace: id(stage, workspace)?,
        name: workflow.name.clone(),
        purpose: workflow.purpose.clone(),
        client_triggerable: workflow.client_triggerable,
        at_once: 1,
    };
    let made = workflows::create(&scope, new).await?;
    let version = workflows::save_version(&scope, made, &workflow.definition.to_string()).await?;
    workflows::publish(&scope, made, None, version).await?;
    stage.workflows.insert(workflow.name.clone(), made);
    Ok(())
}

/// Somebody runs a workflow.
pub async fn run(
    stage: &Stage<'_>,
    workspace: &story::Workspace,
    workflow: &story::Workflow,
    run: &story::Run,
) -> Result<()> {
    let id = stage.workflows.get(&workflow.name).copied().ok_or(Error::NotFound)?;
    let given = BTreeMap::from_iter(run.given.clone());
    if stage.is_staff(&run.by) {
        let scope: AgencyScope = stage.staff(&run.by).await?;
        return workflows::start(&scope, id, &given).await.map(drop);
    }
    let place = stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)?;
    let runner = WorkflowRunner::new(stage.client(&run.by, place).await?)?;
    workflows::start_as_client(&runner, id, &given, runner.now()).await.map(drop)
}

fn id(stage: &Stage<'_>, workspace: &story::Workspace) -> Result<WorkspaceId> {
    stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)
}
