use std::collections::HashMap;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DerivePartialModel};
use serde_json::json;

use super::change::tell;
use super::read::held;
use crate::access::{AdminScope, AgencyScope, ClientScope, Part};
use crate::entity::project_manager::{ActiveModel, Column, Entity};
use crate::entity::{staff_user, workspace};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
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
pub fn managers(scope: &ClientScope) -> Part<'_, Vec<ManagerCard>> {
    scope
        .find::<Entity>()
        .join::<staff_user::Entity>(Column::StaffUserId, staff_user::Column::Id)
        .filter(staff_user::Column::DisabledAt.is_null())
        .asc(Column::Position)
        .asc(Column::StaffUserId)
        .part_as::<Contact>()
        .map(|rows| rows.into_iter().map(|Contact { person }| person).collect())
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

/// Sets who looks after a workspace, the first to turn to first. Clients who look at the dashboard see it at
/// once.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace; [`Error::Stale`] when it has moved on from `version`;
/// [`Error::Invalid`] when somebody does not work for the agency, or stands there twice.
pub async fn set_managers(
    scope: &AdminScope,
    id: WorkspaceId,
    version: Option<i64>,
    managers: &[StaffId],
) -> Result<()> {
    scope
        .transaction(async |scope| {
            let workspace = held(&scope, id).await?;
            if version.is_some_and(|seen| seen != workspace.version) {
                return Err(Error::Stale);
            }
            use staff_user::Column as S;
            let working = scope.find::<staff_user::Entity>().filter(S::Id.is_in(managers.iter().copied()));
            let names: HashMap<StaffId, String> = working
                .filter(S::DisabledAt.is_null())
                .all()
                .await?
                .into_iter()
                .map(|row| (row.id, row.name))
                .collect();
            if names.len() != managers.len() {
                return Err(Error::field("staff_ids", "Name people who work for the agency, each once."));
            }
            scope.delete::<Entity>().filter(Column::WorkspaceId.eq(id)).exec().await?;
            for (position, staff) in managers.iter().enumerate() {
                let row = ActiveModel {
                    agency_id: NotSet,
                    workspace_id: Set(id),
                    staff_user_id: Set(*staff),
                    position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
                };
                scope.insert(row).await?;
            }
            let moved = scope.update::<workspace::Entity>().set(workspace::Column::Version, workspace.version + 1);
            moved.filter(workspace::Column::Id.eq(id)).exec().await?;
            tell(&scope, id);
            let names: Vec<&String> = managers.iter().filter_map(|id| names.get(id)).collect();
            let entry = Entry::new("workspace.managers_changed").target("workspace", id, workspace.name);
            audit::record(&scope, entry.workspace(id).detail(json!({ "managers": names }))).await
        })
        .await
}
