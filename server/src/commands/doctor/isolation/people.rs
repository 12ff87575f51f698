use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ColumnTrait;

use crate::access::AgencyScope;
use crate::app::App;
use crate::entity::{agency, client_second_factor, client_user, membership, workspace};
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

/// So many people of every workspace of every agency who can sign in and have what the workspace asks for. Where all that can
/// sign in lack it there is one of them, so that no workspace is passed over in silence.
///
/// # Errors
/// When the database fails.
pub async fn of(app: &App, most: usize) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    let system = app.database.system();
    for row in system.agencies().asc(agency::Column::Slug).all().await? {
        let scope = system.agency(row.id);
        let address = scope.address(&app.site.base_url).await?;
        let host = address.split_once("://").map_or(address.as_str(), |(_, host)| host);
        people.extend(of_agency(&scope, row.id, host, most).await?);
    }
    Ok(people)
}

async fn of_agency(scope: &AgencyScope, agency: AgencyId, host: &str, most: usize) -> Result<Vec<Person>> {
    let open = scope.find::<workspace::Entity>().filter(workspace::Column::ArchivedAt.is_null());
    let open = open.all().await?.into_iter().map(|row| (row.id, row.requires_second_factor));
    let open: BTreeMap<WorkspaceId, bool> = open.collect();
    let disabled = scope.find::<client_user::Entity>().filter(client_user::Column::DisabledAt.is_not_null());
    let disabled: BTreeSet<ClientId> = disabled.all().await?.into_iter().map(|row| row.id).collect();
    let proven = client_second_factor::Column::ConfirmedAt.is_not_null();
    let proven = scope.find::<client_second_factor::Entity>().filter(proven);
    let proven: BTreeSet<ClientId> = proven.all().await?.into_iter().map(|row| row.client_user_id).collect();
    let mut members = scope.find::<membership::Entity>().asc(membership::Column::Id).all().await?;
    let mut own: BTreeMap<ClientId, BTreeSet<WorkspaceId>> = BTreeMap::new();
    for member in &members {
        own.entry(member.client_user_id).or_default().insert(member.workspace_id);
    }
    members.retain(|row| open.contains_key(&row.workspace_id) && !disabled.contains(&row.client_user_id));
    let shut_out =
        |row: &membership::Model| open.get(&row.workspace_id) == Some(&true) && !proven.contains(&row.client_user_id);
    members.sort_by_key(shut_out);
    let mut chosen: BTreeMap<WorkspaceId, usize> = BTreeMap::new();
    let mut people = Vec::new();
    for member in members {
        let count = chosen.entry(member.workspace_id).or_default();
        if *count >= most || (*count > 0 && shut_out(&member)) {
            continue;
        }
        *count += 1;
        people.push(Person {
            agency,
            host: host.to_owned(),
            client: member.client_user_id,
            workspace: member.workspace_id,
            own: own.get(&member.client_user_id).cloned().unwrap_or_default(),
        });
    }
    Ok(people)
}
