//! Where one person answers on one request by mail.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ClientId, RequestId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reply_address")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub client_user_id: ClientId,
    pub request_id: RequestId,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::global!(Entity);
crate::entity::ownership::appendable!(Entity);
