use std::collections::HashMap;

use sea_orm::{ColumnTrait, DerivePartialModel};

use crate::access::{AgencyScope, ClientScope};
use crate::entity::project_manager::{Column, Entity};
use crate::entity::staff_user;
use crate::error::Result;
use crate::ids::{StaffId, WorkspaceId};

/// Whom a client turns to, with the ways to reach them.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "staff_user::Entity")]
pub struct ManagerCard {
    pub name: String,
    pub title: Option<String>,
    pub email: String,
    pub phone: Option<String>,
}

/// Who looks after a workspace, by name.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "staff_user::Entity")]
pub struct Manager {
    pub id: StaffId,
    pub name: String,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "Entity")]
struct Contact {
    #[sea_orm(nested)]
    person: ManagerCard,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "Entity")]
struct Assignment {
    workspace_id: WorkspaceId,
    #[sea_orm(nested)]
    person: Manager,
}

/// Who of the agency looks after the client's workspace, the first to turn to first.
///
/// # Errors
/// When the database fails.
pub async fn managers(scope: &ClientScope) -> Result<Vec<ManagerCard>> {
    let rows = scope
        .find::<Entity>()
        .join::<staff_user::Entity>(Column::StaffUserId, staff_user::Column::Id)
        .filter(staff_user::Column::DisabledAt.is_null())
        .asc(Column::Position)
        .asc(Column::StaffUserId)
        .all_as::<Contact>()
        .await?;
    Ok(rows.into_iter().map(|Contact { person }| person).collect())
}

/// Who looks after each of these workspaces, the first to turn to first.
///
/// # Errors
/// When the database fails.
pub(super) async fn managers_of(
    scope: &AgencyScope,
    workspaces: &[WorkspaceId],
) -> Result<HashMap<WorkspaceId, Vec<Manager>>> {
    let rows = scope
        .find::<Entity>()
        .filter(Column::WorkspaceId.is_in(workspaces.iter().copied()))
        .join::<staff_user::Entity>(Column::StaffUserId, staff_user::Column::Id)
        .filter(staff_user::Column::DisabledAt.is_null())
        .asc(Column::Position)
        .asc(Column::StaffUserId)
        .all_as::<Assignment>()
        .await?;
    let mut managers: HashMap<WorkspaceId, Vec<Manager>> = HashMap::new();
    for Assignment { workspace_id, person } in rows {
        managers.entry(workspace_id).or_default().push(person);
    }
    Ok(managers)
}
