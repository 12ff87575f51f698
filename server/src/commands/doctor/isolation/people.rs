use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ColumnTrait;

use crate::app::App;
use crate::entity::{agency, client_user, membership, workspace};
use crate::error::Result;
use crate::ids::{AgencyId, ClientId, WorkspaceId};

/// Somebody in a workspace.
pub struct Person {
    pub agency: AgencyId,
    /// Where the agency's portal is.
    pub host: String,
    pub client: ClientId,
    pub workspace: WorkspaceId,
    /// Every workspace that they are in.
    pub own: BTreeSet<WorkspaceId>,
}

/// So many people of every workspace of every agency who can sign in.
///
/// # Errors
/// When the database fails.
pub async fn of(app: &App, most: usize) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    let system = app.database.system();
    for row in system.agencies().asc(agency::Column::Slug).all().await? {
        let scope = system.agency(row.id);
        let address = scope.address(&app.site.base_url).await?;
        let host = address.split_once("://").map_or(address.as_str(), |(_, host)| host).to_owned();
        let archived = scope.find::<workspace::Entity>().filter(workspace::Column::ArchivedAt.is_not_null());
        let archived: BTreeSet<WorkspaceId> = archived.all().await?.into_iter().map(|row| row.id).collect();
        let disabled = scope.find::<client_user::Entity>().filter(client_user::Column::DisabledAt.is_not_null());
        let disabled: BTreeSet<ClientId> = disabled.all().await?.into_iter().map(|row| row.id).collect();
        let members = scope.find::<membership::Entity>().asc(membership::Column::Id).all().await?;
        let mut own: BTreeMap<ClientId, BTreeSet<WorkspaceId>> = BTreeMap::new();
        for member in &members {
            own.entry(member.client_user_id).or_default().insert(member.workspace_id);
        }
        let mut chosen: BTreeMap<WorkspaceId, usize> = BTreeMap::new();
        for member in members {
            let count = chosen.entry(member.workspace_id).or_default();
            let out = archived.contains(&member.workspace_id) || disabled.contains(&member.client_user_id);
            if out || *count >= most {
                continue;
            }
            *count += 1;
            people.push(Person {
                agency: row.id,
                host: host.clone(),
                client: member.client_user_id,
                workspace: member.workspace_id,
                own: own.get(&member.client_user_id).cloned().unwrap_or_default(),
            });
        }
    }
    Ok(people)
}
