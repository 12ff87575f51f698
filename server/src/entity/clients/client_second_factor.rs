//! A client user's authenticator: its secret, sealed, and the last step whose code was taken.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ClientId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_user_id: ClientId,
    pub agency_id: AgencyId,
    pub secret: String,
    pub last_step: i64,
    pub created_at: DateTimeUtc,
    /// Until then it opens nothing and is asked of nobody.
    pub confirmed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
crate::entity::ownership::owned_by_client!(Entity, ClientUserId);
