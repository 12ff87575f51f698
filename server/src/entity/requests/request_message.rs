//! What client and staff say to each other on a request.

use sea_orm::entity::prelude::*;

use crate::entity::words::ActorKind;
use crate::ids::{AgencyId, CommentId, RequestId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request_message")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommentId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub request_id: RequestId,
    pub author_kind: ActorKind,
    pub author_id: Uuid,
    pub author_name: String,
    pub body: String,
    pub created_at: DateTimeUtc,
    /// The request that it goes back to when merging is undone; `None` where it stands on its own.
    pub home_id: Option<RequestId>,
    /// Whether a rule said it, and nobody.
    pub automatic: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
