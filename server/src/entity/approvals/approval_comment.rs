//! What somebody said on a version, perhaps at a place on it.

use sea_orm::entity::prelude::*;

use crate::entity::words::ActorKind;
use crate::ids::{AgencyId, ApprovalId, ApprovalStepId, ApprovalVersionId, CommentId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval_comment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommentId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub approval_id: ApprovalId,
    pub step_id: ApprovalStepId,
    pub version_id: ApprovalVersionId,
    pub parent_id: Option<CommentId>,
    pub number: Option<i32>,
    pub anchor: Option<String>,
    pub author_kind: ActorKind,
    pub author_id: Uuid,
    pub author_name: String,
    pub body: String,
    pub resolved_at: Option<DateTimeUtc>,
    pub resolved_by: Option<String>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
