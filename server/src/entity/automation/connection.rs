//! An account of a client's somewhere else, with how it does. What opens it is in [`connection_secret`](super::connection_secret).

use sea_orm::Condition;
use sea_orm::entity::prelude::*;

use crate::entity::words::{ConnectionHealth, ConnectionKind};
use crate::ids::{AgencyId, ConnectionId, ProviderClientId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "connection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConnectionId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub provider_client_id: ProviderClientId,
    pub provider: String,
    pub kind: ConnectionKind,
    pub name: String,
    pub health: ConnectionHealth,
    /// What the provider calls the account.
    pub account: Option<String>,
    pub connected_by: Option<String>,
    /// None where nothing is connected.
    pub connected_at: Option<DateTimeUtc>,
    /// Since when it is, however often it was connected anew.
    pub first_connected_at: Option<DateTimeUtc>,
    /// When it ends, where it cannot be renewed.
    pub expires_at: Option<DateTimeUtc>,
    pub last_checked_at: Option<DateTimeUtc>,
    pub last_used_at: Option<DateTimeUtc>,
    /// When to look at it again.
    pub check_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);

/// Narrows connections to those that wait for a person: asked for and never connected, or to be connected again. What
/// somebody disconnected by hand calls nobody.
pub fn is_awaited() -> Condition {
    let undone = Condition::any().add(Column::ConnectedAt.is_not_null()).add(Column::LastCheckedAt.is_null());
    Condition::all().add(Column::Health.eq(ConnectionHealth::NeedsReauthorization)).add(undone)
}
