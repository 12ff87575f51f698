//! One sign-in of a client user, known by the hash of its cookie.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ClientId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub agency_id: AgencyId,
    pub client_user_id: ClientId,
    pub host: String,
    pub user_agent: String,
    pub address: String,
    pub created_at: DateTimeUtc,
    pub seen_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::global!(Entity);
crate::entity::ownership::owned_by_client!(Entity, ClientUserId);
