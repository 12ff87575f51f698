use std::collections::HashMap;

use sea_orm::ColumnTrait;

use super::managers::{Manager, managers_of};
use crate::access::{AgencyScope, AgencySide, Page, Paging, ScopedSelect, Sort};
use crate::entity::request;
use crate::entity::words::RequestStatus;
use crate::entity::workspace::{Column, Entity, Model};
use crate::error::Result;
use crate::ids::WorkspaceId;

/// A workspace, who looks after it and how much it waits for.
#[derive(Debug)]
pub struct Listed {
    pub workspace: Model,
    pub managers: Vec<Manager>,
    pub open_requests: i64,
}

/// The agency's workspaces, those in the archive among them.
pub(super) fn any(scope: &AgencyScope) -> ScopedSelect<'_, AgencySide, Entity> {
    scope.find::<Entity>()
}

/// The agency's workspaces that are not in the archive.
fn current(scope: &AgencyScope) -> ScopedSelect<'_, AgencySide, Entity> {
    any(scope).filter(Column::ArchivedAt.is_null())
}

/// The agency's workspaces, or those in its archive, the first one first.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub async fn list(scope: &AgencyScope, archived: bool, paging: &Paging) -> Result<Page<Listed>> {
    let rows = if archived { any(scope).filter(Column::ArchivedAt.is_not_null()) } else { current(scope) };
    let page = rows.page(paging, Sort::oldest(|row: &Model| row.id.into())).await?;
    let ids: Vec<WorkspaceId> = page.items.iter().map(|row| row.id).collect();
    let mut managers = managers_of(scope, &ids).await?;
    let open = open_requests(scope, &ids).await?;
    Ok(page.map(|workspace| Listed {
        managers: managers.remove(&workspace.id).unwrap_or_default(),
        open_requests: open.get(&workspace.id).copied().unwrap_or_default(),
        workspace,
    }))
}

/// A workspace of the agency that is not in the archive.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn find(scope: &AgencyScope, id: WorkspaceId) -> Result<Model> {
    current(scope).filter(Column::Id.eq(id)).one().await
}

/// A workspace of the agency, in its archive or not, held while it changes: what was agreed with a client goes on.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn held_anywhere(scope: &AgencyScope, id: WorkspaceId) -> Result<Model> {
    any(scope).filter(Column::Id.eq(id)).locked().one().await
}

/// A workspace of the agency, held while it changes.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn held(scope: &AgencyScope, id: WorkspaceId) -> Result<Model> {
    current(scope).filter(Column::Id.eq(id)).locked().one().await
}

/// A workspace of the agency with all that staff are shown of it, also out of the archive.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn view(scope: &AgencyScope, id: WorkspaceId) -> Result<Listed> {
    let workspace = any(scope).filter(Column::Id.eq(id)).one().await?;
    let managers = managers_of(scope, &[id]).await?.remove(&id).unwrap_or_default();
    let open_requests = open_requests(scope, &[id]).await?.remove(&id).unwrap_or_default();
    Ok(Listed { workspace, managers, open_requests })
}

async fn open_requests(scope: &AgencyScope, workspaces: &[WorkspaceId]) -> Result<HashMap<WorkspaceId, i64>> {
    use request::Column as R;
    let open = scope.find::<request::Entity>().filter(R::Status.eq(RequestStatus::Open));
    let counted = open.filter(R::WorkspaceId.is_in(workspaces.iter().copied())).tally(R::WorkspaceId).await?;
    Ok(counted.into_iter().collect())
}
