use chrono::NaiveDate;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, DerivePartialModel, FromQueryResult};

use crate::access::{ClientScope, ClientSide, Page, Paging, Part, ScopedSelect, Sort};
use crate::entity::words::{ProjectStatus, TaskStatus};
use crate::entity::{milestone, project, task};
use crate::error::Result;
use crate::ids::ProjectId;

/// No client has more going on at once; a list of more would help nobody.
const MOST_CURRENT: u64 = 200;

/// A project, how far it is and what comes next.
#[derive(Debug, FromQueryResult)]
pub struct Overview {
    #[sea_orm(nested)]
    pub project: project::Model,
    pub tasks_total: i64,
    pub tasks_done: i64,
    /// The first milestone that is not reached.
    pub next_milestone: Option<String>,
    /// When that milestone is due.
    pub next_due_on: Option<NaiveDate>,
}

/// An active project in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveProject {
    pub id: ProjectId,
    pub name: String,
    pub due_on: Option<NaiveDate>,
    pub tasks_total: i64,
    pub tasks_done: i64,
    /// The first milestone that is not reached.
    pub next_milestone: Option<String>,
    /// When that milestone is due.
    pub next_due_on: Option<NaiveDate>,
}

impl From<Overview> for ActiveProject {
    fn from(Overview { project, tasks_total, tasks_done, next_milestone, next_due_on }: Overview) -> Self {
        let project::Model { id, name, due_on, .. } = project;
        Self { id, name, due_on, tasks_total, tasks_done, next_milestone, next_due_on }
    }
}

type Projects<'s> = ScopedSelect<'s, ClientSide, project::Entity>;

/// Projects with everything an [`Overview`] holds, in one statement.
fn overviews(scope: &ClientScope) -> Projects<'_> {
    use milestone::Column as M;
    let tasks = || of_each(scope.find::<task::Entity>());
    let next = || {
        let own =
            scope.find::<milestone::Entity>().filter(M::ProjectId.into_expr().eq(project::Column::Id.into_expr()));
        own.filter(M::CompletedAt.is_null()).asc(M::Position).asc(M::Id)
    };
    scope
        .find::<project::Entity>()
        .beside("tasks_total", tasks().counted())
        .beside("tasks_done", tasks().filter(task::Column::Status.eq(TaskStatus::Done)).counted())
        .beside("next_milestone", next().value(M::Name))
        .beside("next_due_on", next().value(M::DueOn))
}

/// The tasks of the project beside which they are counted.
pub(super) fn of_each<Side>(tasks: ScopedSelect<'_, Side, task::Entity>) -> ScopedSelect<'_, Side, task::Entity> {
    tasks.filter(task::Column::ProjectId.into_expr().eq(project::Column::Id.into_expr()))
}

/// What is due soonest first, what is paused after it.
fn by_urgency(projects: Projects<'_>, most: u64) -> Projects<'_> {
    use project::Column;
    projects.asc(Column::Status).asc(Column::DueOn.is_null()).asc(Column::DueOn).desc(Column::Id).limit(most)
}

/// The workspace's active and paused projects.
pub fn list(scope: &ClientScope) -> Part<'_, Vec<Overview>> {
    let current = overviews(scope).filter(project::Column::Status.ne(ProjectStatus::Completed));
    by_urgency(current, MOST_CURRENT).part_with()
}

/// The workspace's completed projects, the latest first.
///
/// # Errors
/// When the cursor is none of ours.
pub fn completed<'s>(scope: &'s ClientScope, paging: &Paging) -> Result<Part<'s, Page<Overview>>> {
    let completed = overviews(scope).filter(project::Column::Status.eq(ProjectStatus::Completed));
    completed.part_page_with(paging, Sort::newest(|row: &Overview| row.project.id.into()))
}

/// The active projects that are due soonest.
pub fn active(scope: &ClientScope, most: u64) -> Part<'_, Vec<ActiveProject>> {
    let active = overviews(scope).filter(project::Column::Status.eq(ProjectStatus::Active));
    let rows = by_urgency(active, most).part_with::<Overview>();
    rows.map(|rows| rows.into_iter().map(ActiveProject::from).collect())
}

/// A project of the workspace.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another workspace's.
pub async fn find(scope: &ClientScope, id: ProjectId) -> Result<project::Model> {
    scope.find::<project::Entity>().filter(project::Column::Id.eq(id)).one().await
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "project::Entity")]
struct Name {
    id: ProjectId,
    name: String,
}

/// The names of the active and paused projects, to choose from.
///
/// # Errors
/// When the database fails.
pub async fn names(scope: &ClientScope) -> Result<Vec<(ProjectId, String)>> {
    use project::Column;
    let current = scope.find::<project::Entity>().filter(Column::Status.ne(ProjectStatus::Completed));
    let rows: Vec<Name> = current.asc(Column::Name).asc(Column::Id).limit(MOST_CURRENT).all_as().await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Whether a project is the workspace's.
///
/// # Errors
/// When the database fails.
pub async fn belongs(scope: &ClientScope, id: ProjectId) -> Result<bool> {
    let found = scope.find::<project::Entity>().filter(project::Column::Id.eq(id)).first().await?;
    Ok(found.is_some())
}
