//! What was sent for a step: a round. It never changes; there is only a next one.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ApprovalId, ApprovalStepId, ApprovalVersionId, StaffId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalVersionId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub approval_id: ApprovalId,
    pub step_id: ApprovalStepId,
    pub number: i32,
    pub body: String,
    pub body_sha256: Option<String>,
    pub author_id: StaffId,
    pub author_name: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
