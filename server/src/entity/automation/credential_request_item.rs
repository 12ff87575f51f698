//! One connection that somebody is asked for. It is provided once.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ConnectionId, CredentialRequestId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential_request_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: CredentialRequestId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    pub agency_id: AgencyId,
    pub provided_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
