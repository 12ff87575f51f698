//! What opens a connection, sealed under a key of its own. No client reads this table.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ConnectionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "connection_secret")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    pub agency_id: AgencyId,
    /// Counts what was put here.
    pub version: i64,
    pub key_id: String,
    /// An access token, or the key that a client typed.
    pub access: String,
    pub refresh: Option<String>,
    /// When the access token ends.
    pub expires_at: Option<DateTimeUtc>,
    /// Who renews it just now.
    pub leased_by: Option<String>,
    pub leased_until: Option<DateTimeUtc>,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
