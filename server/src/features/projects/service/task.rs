use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::staff_read::{held, parent};
use super::{announce, assignee, milestone, next_position, record};
use crate::access::{AgencyScope, AgencySide, Key, Page, Paging, ScopedSelect, Sort};
use crate::entity::task::{ActiveModel, Column, Entity, Model};
use crate::entity::words::{ActivityKind, TaskStatus};
use crate::error::{Error, Result};
use crate::ids::{Id, MilestoneId, ProjectId, StaffId, TaskId};
use crate::text;

/// A task to be, after the others.
#[derive(Clone, Debug)]
pub struct NewTask {
    pub title: String,
    pub milestone: Option<MilestoneId>,
    pub due_on: Option<NaiveDate>,
    pub assignees: Vec<StaffId>,
}

/// What staff change of a task; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct TaskChange {
    pub title: Option<String>,
    pub status: Option<TaskStatus>,
    pub due_on: Option<NaiveDate>,
    /// Replaces everybody who works on it.
    pub assignees: Option<Vec<StaffId>>,
}

/// The tasks of a project of the agency, in their order.
///
/// # Errors
/// [`Error::NotFound`] for another agency's project.
pub async fn tasks(scope: &AgencyScope, project: ProjectId, paging: &Paging) -> Result<Page<Model>> {
    parent(scope, project).await?;
    let order =
        Sort::by_rank(Column::Position.into_expr(), false, |row: &Model| Key::Rank(row.position), |row| row.id.into());
    of(scope, project).page(paging, order).await
}

/// Adds a task to a project of the agency.
///
/// # Errors
/// [`Error::NotFound`] for another agency's project; [`Error::Invalid`] when the title says nothing, the
/// milestone is another project's, or somebody does not work for the agency.
pub async fn add_task(scope: &AgencyScope, project: ProjectId, new: NewTask) -> Result<Model> {
    let title = text::line("title", &new.title, text::LONGEST_TITLE)?;
    scope
        .transaction(async |scope| {
            let project = held(&scope, project).await?;
            let id = TaskId::new();
            if let Some(earlier) = scope.claim_once("task_create", id).await? {
                return own(&scope, project.id, earlier.into()).await;
            }
            if let Some(stage) = new.milestone
                && !milestone::is_own(&scope, project.id, stage).await?
            {
                return Err(Error::field("milestone_id", "The project has no such milestone."));
            }
            let now = scope.now();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                workspace_id: Set(project.workspace_id),
                project_id: Set(project.id),
                milestone_id: Set(new.milestone),
                title: Set(title),
                status: Set(TaskStatus::Todo),
                due_on: Set(new.due_on),
                position: Set(next_position(of(&scope, project.id), Column::Position).await?),
                version: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let task = scope.insert(row).await?;
            assignee::assign(&scope, &task, &new.assignees).await?;
            announce(&scope, &project);
            Ok(task)
        })
        .await
}

/// Changes a task of a project of the agency, if it is still as the caller saw it.
///
/// # Errors
/// [`Error::NotFound`] for another agency's project or another project's task; [`Error::Stale`] when it has
/// moved on from `version`; [`Error::Invalid`] when the title says nothing, or somebody does not work for the agency.
pub async fn change_task(
    scope: &AgencyScope,
    project: ProjectId,
    id: TaskId,
    version: Option<i64>,
    change: TaskChange,
) -> Result<Model> {
    let title = change.title.map(|title| text::line("title", &title, text::LONGEST_TITLE)).transpose()?;
    scope
        .transaction(async |scope| {
            let project = held(&scope, project).await?;
            let before = own(&scope, project.id, id).await?;
            let seen = version.unwrap_or(before.version);
            if let Some(people) = &change.assignees {
                assignee::assign(&scope, &before, people).await?;
            }
            let status = change.status.unwrap_or(before.status);
            let changed = scope
                .update::<Entity>()
                .set(Column::Title, title.unwrap_or(before.title))
                .set(Column::Status, status.as_str())
                .set(Column::DueOn, change.due_on.or(before.due_on))
                .set(Column::UpdatedAt, scope.now())
                .set(Column::Version, seen + 1)
                .filter(Column::Id.eq(id))
                .filter(Column::ProjectId.eq(project.id))
                .filter(Column::Version.eq(seen))
                .returning()
                .await?;
            let changed = changed.into_iter().next().ok_or(Error::Stale)?;
            if status == TaskStatus::Done && before.status != status {
                record(&scope, &project, ActivityKind::TaskDone, &changed.title).await?;
            }
            announce(&scope, &project);
            Ok(changed)
        })
        .await
}

fn of(scope: &AgencyScope, project: ProjectId) -> ScopedSelect<'_, AgencySide, Entity> {
    scope.find::<Entity>().filter(Column::ProjectId.eq(project))
}

async fn own(scope: &AgencyScope, project: ProjectId, id: TaskId) -> Result<Model> {
    of(scope, project).filter(Column::Id.eq(id)).one().await
}
