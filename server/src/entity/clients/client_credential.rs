//! A client user's password, hashed.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ClientId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_credential")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_user_id: ClientId,
    pub agency_id: AgencyId,
    pub password_hash: String,
    pub changed_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
crate::entity::ownership::owned_by_client!(Entity, ClientUserId);
