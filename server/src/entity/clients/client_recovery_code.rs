//! A code that stands in for a client user's authenticator once, hashed.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ClientId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_recovery_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_user_id: ClientId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub code_hash: String,
    pub agency_id: AgencyId,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
crate::entity::ownership::owned_by_client!(Entity, ClientUserId);
