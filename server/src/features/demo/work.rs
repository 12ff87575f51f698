use super::stage::Stage;
use super::story;
use crate::access::Commenter;
use crate::entity::words::{ProjectStatus, TaskStatus};
use crate::error::Result;
use crate::features::projects;
use crate::ids::WorkspaceId;

/// Projects are started, worked on and talked about.
pub async fn plan(stage: &mut Stage<'_>, agency: &story::Agency) -> Result<()> {
    for workspace in &agency.workspaces {
        let Some(id) = stage.workspaces.get(&workspace.slug).copied() else { continue };
        let manager = workspace.managers.first().cloned().unwrap_or_default();
        for project in &workspace.projects {
            let project_id = start(stage, id, &manager, project).await?;
            stage.projects.insert((workspace.slug.clone(), project.name.clone()), project_id);
        }
    }
    Ok(())
}

async fn start(
    stage: &Stage<'_>,
    workspace: WorkspaceId,
    manager: &str,
    project: &story::Project,
) -> Result<crate::ids::ProjectId> {
    stage.hours_ago((-project.starts).max(1) as f64 * 24.0);
    let scope = stage.staff(manager).await?;
    let new = projects::NewProject {
        workspace,
        name: project.name.clone(),
        summary: project.summary.clone(),
        status: ProjectStatus::Active,
        starts_on: Some(stage.day(project.starts)),
        due_on: Some(stage.day(project.due)),
    };
    let id = projects::create(&scope, new).await?;
    for milestone in &project.milestones {
        let new = projects::NewMilestone { name: milestone.name.clone(), due_on: Some(stage.day(milestone.due)) };
        let row = projects::add_milestone(&scope, id, new).await?;
        for (title, status, who) in &milestone.tasks {
            let new = projects::NewTask {
                title: title.clone(),
                milestone: Some(row.id),
                due_on: None,
                assignees: vec![stage.staff_id(who)?],
            };
            let task = projects::add_task(&scope, id, new).await?;
            let change = projects::TaskChange { status: TaskStatus::parse(status), ..projects::TaskChange::default() };
            projects::change_task(&scope, id, task.id, change).await?;
        }
        if milestone.tasks.iter().all(|(_, status, _)| status == "done") {
            stage.hours_ago((-milestone.due).max(1) as f64 * 24.0);
            let scope = stage.staff(manager).await?;
            let change = projects::MilestoneChange { completed: Some(true), ..projects::MilestoneChange::default() };
            projects::change_milestone(&scope, id, row.id, change).await?;
        }
    }
    for said in &project.comments {
        stage.hours_ago(said.ago);
        if stage.is_staff(&said.by) {
            projects::staff_comment(&stage.staff(&said.by).await?, id, &said.text).await?;
        } else {
            let commenter = Commenter::new(stage.client(&said.by, workspace).await?)?;
            projects::comment(&commenter, id, &said.text).await?;
        }
        stage.settle().await?;
    }
    if project.completed {
        stage.hours_ago((-project.due).max(1) as f64 * 24.0);
        let change = projects::Change { status: Some(ProjectStatus::Completed), ..projects::Change::default() };
        projects::change(&stage.staff(manager).await?, id, None, change).await?;
    }
    stage.settle().await?;
    Ok(id)
}
