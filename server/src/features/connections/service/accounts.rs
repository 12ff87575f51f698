use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::announce;
use super::held::{Held, client, client_secret, hold};
use super::put::{take_away, tell};
use crate::access::{AdminScope, AgencyScope, ConnectionManager};
use crate::connector::Connector;
use crate::entity::connection::{ActiveModel, Column, Entity};
use crate::entity::words::{ActivityKind, ConnectionHealth};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::connections::oauth;
use crate::features::workspaces;
use crate::ids::{ConnectionId, Id, ProviderClientId, WorkspaceId};
use crate::text;

/// The most connections of a workspace.
const MOST: i64 = 200;

/// A connection to be: the client connects it.
pub struct NewConnection {
    pub workspace: WorkspaceId,
    pub client: ProviderClientId,
    pub name: String,
}

/// Has a workspace need an account somewhere, and tells those who can connect it.
///
/// # Errors
/// [`Error::Invalid`] at the fields, also where they name what is another agency's; a conflict where the name is taken.
pub async fn create(scope: &AgencyScope, new: NewConnection) -> Result<ConnectionId> {
    let name = text::line("name", &new.name, text::LONGEST_NAME)?;
    scope
        .transaction(async |scope| {
            let id = ConnectionId::new();
            if let Some(earlier) = scope.claim_once("connection_create", id).await? {
                return Ok(earlier.into());
            }
            let workspace = match workspaces::find(&scope, new.workspace).await {
                Err(Error::NotFound) => return Err(Error::field("workspace_id", "The agency has no such workspace.")),
                other => other?.id,
            };
            let client = match client(&scope, new.client).await {
                Err(Error::NotFound) => {
                    return Err(Error::field("provider_client_id", "The agency has set up no such provider."));
                }
                other => other?,
            };
            let theirs = || scope.find::<Entity>().filter(Column::WorkspaceId.eq(workspace));
            if theirs().filter(Column::Name.eq(&name)).first().await?.is_some() {
                return Err(Error::conflict("connection_name_taken", "the workspace has a connection of this name"));
            }
            if theirs().count().await? >= MOST {
                return Err(Error::conflict(
                    "too_many_connections",
                    format!("a workspace has at most {MOST} connections"),
                ));
            }
            let now = scope.now();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                workspace_id: Set(workspace),
                provider_client_id: Set(client.id),
                provider: Set(client.provider),
                kind: Set(client.kind),
                name: Set(name),
                health: Set(ConnectionHealth::NeedsReauthorization),
                account: Set(None),
                connected_by: Set(None),
                connected_at: Set(None),
                first_connected_at: Set(None),
                expires_at: Set(None),
                last_checked_at: Set(None),
                last_used_at: Set(None),
                check_at: Set(None),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let row = scope.insert(row).await?;
            tell(&scope, &row, ActivityKind::ConnectionAsked).await?;
            announce(&scope, &row);
            let entry = Entry::new("connection.created").target("connection", id, &row.name).workspace(workspace);
            audit::record(&scope, entry).await?;
            Ok(id)
        })
        .await
}

/// Has those who can connect an account told that something waits for it, where it was asked for and never connected. Of
/// one that was lost they know, and of one that they disconnected.
///
/// # Errors
/// When the database refuses.
pub async fn wanted(scope: &AgencyScope, id: ConnectionId) -> Result<()> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).first().await?;
    match row.filter(|row| row.connected_at.is_none() && row.last_checked_at.is_none()) {
        Some(row) => tell(scope, &row, ActivityKind::ConnectionAsked).await,
        None => Ok(()),
    }
}

/// Removes a connection with what opens it, and tells the provider.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn delete(scope: &AdminScope, connector: &Connector, id: ConnectionId) -> Result<()> {
    let held = hold(scope, id).await?;
    scope
        .transaction(async |scope| {
            let row = take_away(&scope, id).await?;
            scope.delete::<Entity>().filter(Column::Id.eq(id)).exec().await?;
            let entry =
                Entry::new("connection.removed").target("connection", id, &row.name).workspace(row.workspace_id);
            audit::record(&scope, entry).await
        })
        .await?;
    forget(connector, &held).await
}

/// Disconnects the account of a client who may connect accounts. `house` is the agency's side.
///
/// # Errors
/// [`Error::NotFound`] where it is another workspace's.
pub async fn disconnect_own(
    manager: &ConnectionManager,
    house: &AgencyScope,
    connector: &Connector,
    id: ConnectionId,
) -> Result<()> {
    super::read::own(manager, id).await?;
    let held = hold(house, id).await?;
    if held.secret.is_none() {
        return Ok(());
    }
    house
        .transaction(async |house| {
            let row = take_away(&house, id).await?;
            let entry = Entry::new("connection.disconnected").target("connection", id, &row.name);
            audit::record(&house, entry.workspace(row.workspace_id)).await
        })
        .await?;
    forget(connector, &held).await
}

/// Has the provider forget what was had of it, as far as it listens.
async fn forget(connector: &Connector, held: &Held) -> Result<()> {
    let Some(secret) = held.secret.as_ref().filter(|_| held.provider.revoke_url.is_some()) else { return Ok(()) };
    let token = match held.refresh(connector, secret)? {
        Some(refresh) => refresh,
        None => held.access(connector, secret)?,
    };
    let client_secret = client_secret(connector, &held.client)?;
    oauth::revoke(&connector.outgoing, &held.client(client_secret.as_ref()), &token).await;
    Ok(())
}
