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

/// Which of the agency's projects are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub workspace: Option<WorkspaceId>,
    /// Those of workspaces in the archive, instead of the others. Not asked where a workspace is named.
    pub archived: bool,
    pub status: Option<ProjectStatus>,
}

/// The agency's projects, the latest first.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub async fn staff_list(scope: &AgencyScope, wanted: &Wanted, paging: &Paging) -> Result<Page<Listed>> {
    use project::Column;
    let rows = listed(scope)
        .join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id)
        .filter(match wanted.workspace {
            Some(workspace) => Column::WorkspaceId.eq(workspace),
            None if wanted.archived => workspace::Column::ArchivedAt.is_not_null(),
            None => workspace::Column::ArchivedAt.is_null(),
        })
        .filter_if(wanted.status, |status| Column::Status.eq(status));
    rows.page_with(paging, Sort::newest(|row: &Listed| row.project.id.into())).await
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
