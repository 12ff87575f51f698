use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, FromQueryResult};

use super::read::of_each;
use crate::access::{AgencyScope, AgencySide, Page, Paging, ScopedSelect, Sort};
use crate::entity::words::{ProjectStatus, TaskStatus};
use crate::entity::{project, task, workspace};
use crate::error::Result;
use crate::ids::{ProjectId, WorkspaceId};

/// A project, whose it is and how far it is.
#[derive(Debug, FromQueryResult)]
pub struct Listed {
    #[sea_orm(nested)]
    pub project: project::Model,
    pub workspace_name: String,
    pub tasks_total: i64,
    pub tasks_done: i64,
}

fn listed(scope: &AgencyScope) -> ScopedSelect<'_, AgencySide, project::Entity> {
    use workspace::Column as W;
    let tasks = || of_each(scope.find::<task::Entity>());
    let owner =
        scope.find::<workspace::Entity>().filter(W::Id.into_expr().eq(project::Column::WorkspaceId.into_expr()));
    scope
        .find::<project::Entity>()
        .beside("workspace_name", owner.value(W::Name))
        .beside("tasks_total", tasks().counted())
        .beside("tasks_done", tasks().filter(task::Column::Status.eq(TaskStatus::Done)).counted())
}

/// The agency's projects, the latest first; of one workspace or in one state where that is asked for.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub async fn staff_list(
    scope: &AgencyScope,
    workspace: Option<WorkspaceId>,
    status: Option<ProjectStatus>,
    paging: &Paging,
) -> Result<Page<Listed>> {
    use project::Column;
    let wanted = listed(scope)
        .filter_if(workspace, |workspace| Column::WorkspaceId.eq(workspace))
        .filter_if(status, |status| Column::Status.eq(status));
    wanted.page_with(paging, Sort::newest(|row: &Listed| row.project.id.into())).await
}

/// A project of the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn staff_find(scope: &AgencyScope, id: ProjectId) -> Result<Listed> {
    listed(scope).filter(project::Column::Id.eq(id)).one_with().await
}

/// A project of the agency, to look at its parts.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub(super) async fn parent(scope: &AgencyScope, id: ProjectId) -> Result<project::Model> {
    scope.find::<project::Entity>().filter(project::Column::Id.eq(id)).one().await
}

/// A project of the agency, held while its parts change, so that what is decided on them still holds when it
/// is written.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub(super) async fn held(scope: &AgencyScope, id: ProjectId) -> Result<project::Model> {
    scope.find::<project::Entity>().filter(project::Column::Id.eq(id)).locked().one().await
}
