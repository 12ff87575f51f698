use super::stage::Stage;
use super::story;
use crate::access::{AgencyScope, Commenter};
use crate::entity::words::{ProjectStatus, TaskStatus};
use crate::error::{Error, Result};
use crate::features::projects;
use crate::ids::ProjectId;

/// The workspace's first manager starts a project, with its milestones and tasks.
pub async fn start(stage: &mut Stage<'_>, workspace: &story::Workspace, project: &story::Project) -> Result<()> {
    let scope = manager(stage, workspace).await?;
    let new = projects::NewProject {
        workspace: stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)?,
        name: project.name.clone(),
        summary: project.summary.clone(),
        status: ProjectStatus::Active,
        starts_on: Some(stage.day(project.starts)),
        due_on: Some(stage.day(project.due)),
    };
    let id = projects::create(&scope, new).await?;
    stage.projects.insert(project.name.clone(), id);
    for milestone in &project.milestones {
        let new = projects::NewMilestone { name: milestone.name.clone(), due_on: Some(stage.day(milestone.due)) };
        let row = projects::add_milestone(&scope, id, new).await?;
        stage.milestones.insert((id, milestone.name.clone()), row.id);
        for (title, status, who) in &milestone.tasks {
            let assignees = vec![stage.staff_id(who)?];
            let new = projects::NewTask { title: title.clone(), milestone: Some(row.id), due_on: None, assignees };
            let task = projects::add_task(&scope, id, new).await?;
            let change = projects::TaskChange { status: TaskStatus::parse(status), ..projects::TaskChange::default() };
            projects::change_task(&scope, id, task.id, None, change).await?;
        }
    }
    Ok(())
}

/// A milestone is reached.
pub async fn reach(
    stage: &Stage<'_>,
    workspace: &story::Workspace,
    project: &story::Project,
    milestone: &story::Milestone,
) -> Result<()> {
    let id = started(stage, project)?;
    let known = stage.milestones.get(&(id, milestone.name.clone())).copied().ok_or(Error::NotFound)?;
    let change = projects::MilestoneChange { completed: Some(true), ..projects::MilestoneChange::default() };
    projects::change_milestone(&manager(stage, workspace).await?, id, known, None, change).await.map(drop)
}

/// Somebody says something about a project.
pub async fn comment(
    stage: &Stage<'_>,
    workspace: &story::Workspace,
    project: &story::Project,
    said: &story::Said,
) -> Result<()> {
    let id = started(stage, project)?;
    if stage.is_staff(&said.by) {
        projects::staff_comment(&stage.staff(&said.by).await?, id, &said.text, &[]).await?;
    } else {
        let workspace = stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)?;
        let commenter = Commenter::new(stage.client(&said.by, workspace).await?)?;
        projects::comment(&commenter, id, &said.text, &[]).await?;
    }
    Ok(())
}

/// A project is completed.
pub async fn complete(stage: &Stage<'_>, workspace: &story::Workspace, project: &story::Project) -> Result<()> {
    let change = projects::Change { status: Some(ProjectStatus::Completed), ..projects::Change::default() };
    projects::change(&manager(stage, workspace).await?, started(stage, project)?, None, change).await
}

fn started(stage: &Stage<'_>, project: &story::Project) -> Result<ProjectId> {
    stage.projects.get(&project.name).copied().ok_or(Error::NotFound)
}

async fn manager(stage: &Stage<'_>, workspace: &story::Workspace) -> Result<AgencyScope> {
    stage.staff(workspace.managers.first().ok_or(Error::NotFound)?).await
}
