//! What the agency knows of what a file names: all of it in a few statements, however many rows there are.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, Condition, DerivePartialModel};

use crate::access::AgencyScope;
use crate::entity::{client_user, membership, project, workspace};
use crate::error::Result;
use crate::features::imports::requests::Asker;
use crate::ids::{ClientId, MembershipId, ProjectId, WorkspaceId};
use crate::sheet::Row;
use crate::text;

/// The clients that rows name, by short name and by id; none in the archive.
pub async fn clients(scope: &AgencyScope, rows: &[Row]) -> Result<BTreeMap<String, WorkspaceId>> {
    use workspace::{Column, Entity};
    let named: BTreeSet<String> = rows.iter().map(|row| row.get("workspace").to_ascii_lowercase()).collect();
    let ids: Vec<WorkspaceId> = named.iter().filter_map(|name| name.parse().ok()).collect();
    let which = Condition::any().add(Column::Slug.is_in(named)).add(Column::Id.is_in(ids));
    let found = scope.find::<Entity>().filter(which).filter(Column::ArchivedAt.is_null()).all().await?;
    let both = found.into_iter().flat_map(|row| [(row.slug, row.id), (row.id.to_string(), row.id)]);
    Ok(both.collect())
}

/// Clients' projects of the names that stand in this column.
pub async fn projects(
    scope: &AgencyScope,
    rows: &[Row],
    column: &str,
) -> Result<BTreeMap<(WorkspaceId, String), Vec<ProjectId>>> {
    use project::{Column, Entity};
    let named: BTreeSet<String> = rows.iter().map(|row| text::clean_line(row.get(column))).collect();
    let found = scope.find::<Entity>().filter(Column::Name.is_in(named)).asc(Column::Id).all().await?;
    let mut projects: BTreeMap<(WorkspaceId, String), Vec<ProjectId>> = BTreeMap::new();
    for row in found {
        projects.entry((row.workspace_id, row.name)).or_default().push(row.id);
    }
    Ok(projects)
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "membership::Entity")]
struct Place {
    workspace_id: WorkspaceId,
    #[sea_orm(nested)]
    person: Person,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "client_user::Entity")]
struct Person {
    id: ClientId,
    name: String,
    email: String,
}

/// Who may send requests for these clients, the first one first.
pub async fn askers(
    scope: &AgencyScope,
    clients: impl IntoIterator<Item = WorkspaceId>,
) -> Result<BTreeMap<WorkspaceId, Vec<Asker>>> {
    use membership::{Column, Entity};
    let places = scope.find::<Entity>().join::<client_user::Entity>(Column::ClientUserId, client_user::Column::Id);
    let places = places.filter(Column::WorkspaceId.is_in(clients)).filter(Column::CanSubmitRequests.eq(true));
    let places = places.filter(client_user::Column::DisabledAt.is_null());
    let mut askers: BTreeMap<WorkspaceId, Vec<Asker>> = BTreeMap::new();
    for Place { workspace_id, person: Person { id, name, email } } in places.asc(Column::Id).all_as::<Place>().await? {
        askers.entry(workspace_id).or_default().push(Asker { id, name, email });
    }
    Ok(askers)
}

/// Who of these people is in which of these workspaces.
pub async fn members(
    scope: &AgencyScope,
    clients: impl IntoIterator<Item = WorkspaceId>,
    people: impl IntoIterator<Item = ClientId>,
) -> Result<BTreeMap<(WorkspaceId, ClientId), MembershipId>> {
    use membership::{Column, Entity};
    let rows = scope.find::<Entity>().filter(Column::WorkspaceId.is_in(clients));
    let rows = rows.filter(Column::ClientUserId.is_in(people)).all().await?;
    Ok(rows.into_iter().map(|row| ((row.workspace_id, row.client_user_id), row.id)).collect())
}
