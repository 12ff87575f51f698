//! An answer that staff have ready, with places for what differs.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, CannedReplyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "canned_reply")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CannedReplyId,
    pub agency_id: AgencyId,
    pub name: String,
    pub body: String,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
