//! Somebody was sent to a provider and has not come back. It is used once, by the browser that began it.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ClientId, ConnectionId, CredentialRequestId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "oauth_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub state_hash: String,
    pub agency_id: AgencyId,
    pub connection_id: ConnectionId,
    /// The hash of what only that browser has: its session, or a cookie for this.
    pub browser_hash: String,
    pub client_user_id: Option<ClientId>,
    pub request_id: Option<CredentialRequestId>,
    /// What proves to the provider that it is us, and where to go then.
    pub sealed: String,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
