use sea_orm::prelude::DateTimeUtc;
use sea_orm::{ColumnTrait, DerivePartialModel};

use crate::access::{AgencyScope, AgencySide, ConnectionManager, Page, Paging, Part, ScopedSelect, Sort};
use crate::entity::connection::{Column, Entity, Model, is_awaited};
use crate::entity::words::ConnectionHealth;
use crate::entity::{provider_client, workspace};
use crate::error::Result;
use crate::ids::{ConnectionId, ProviderClientId, WorkspaceId};

/// A connection with the names of whose it is and where it leads.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Listed {
    #[sea_orm(nested)]
    pub row: Model,
    #[sea_orm(nested)]
    pub workspace: WorkspaceName,
    #[sea_orm(nested)]
    pub client: ClientName,
}

/// A workspace by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "workspace::Entity")]
pub struct WorkspaceName {
    pub name: String,
}

/// What the agency set up, by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "provider_client::Entity")]
pub struct ClientName {
    pub name: String,
}

/// A connection that waits for a person.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Awaited {
    pub id: ConnectionId,
    pub name: String,
    /// What the provider calls the account.
    pub account: Option<String>,
    /// When it was connected; never yet, where it was only asked for.
    pub connected_at: Option<DateTimeUtc>,
    /// When it was seen that it does not work any more.
    pub last_checked_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

/// Which connections are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    pub workspace: Option<WorkspaceId>,
    pub client: Option<ProviderClientId>,
    pub health: Option<ConnectionHealth>,
}

fn named(scope: &AgencyScope) -> ScopedSelect<'_, AgencySide, Entity> {
    let rows = scope.find::<Entity>().join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id);
    rows.join::<provider_client::Entity>(Column::ProviderClientId, provider_client::Column::Id)
}

/// The agency's connections, the latest first.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub async fn list(scope: &AgencyScope, wanted: &Wanted, paging: &Paging) -> Result<Page<Listed>> {
    named(scope)
        .filter_if(wanted.workspace, |id| Column::WorkspaceId.eq(id))
        .filter_if(wanted.client, |id| Column::ProviderClientId.eq(id))
        .filter_if(wanted.health, |health| Column::Health.eq(health))
        .page_as(paging, Sort::newest(|row: &Listed| row.row.id.into()))
        .await
}

/// A connection of the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn find(scope: &AgencyScope, id: ConnectionId) -> Result<Listed> {
    named(scope).filter(Column::Id.eq(id)).one_as().await
}

/// The workspace's connections, by name.
///
/// # Errors
/// When the database fails.
pub async fn all_own(manager: &ConnectionManager) -> Result<Vec<Model>> {
    manager.find::<Entity>().asc(Column::Name).asc(Column::Id).all().await
}

/// A connection of the client's workspace.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another's.
pub async fn own(manager: &ConnectionManager, id: ConnectionId) -> Result<Model> {
    manager.find::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// The workspace's connections that were asked for and never connected, or have to be connected again, in the order in which
/// they were asked for. What somebody disconnected by hand is not among them.
pub fn awaiting(manager: &ConnectionManager, most: u64) -> Part<'_, Vec<Awaited>> {
    manager.find::<Entity>().filter(is_awaited()).asc(Column::Id).limit(most).part_as()
}
