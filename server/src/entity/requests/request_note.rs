//! What staff say among themselves on a request. Not owned by the workspace: no client scope can read it.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, CommentId, RequestId, StaffId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request_note")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommentId,
    pub agency_id: AgencyId,
    pub request_id: RequestId,
    pub author_id: StaffId,
    pub author_name: String,
    pub body: String,
    pub created_at: DateTimeUtc,
    /// The request that it goes back to when merging is undone; `None` where it stands on its own.
    pub home_id: Option<RequestId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
