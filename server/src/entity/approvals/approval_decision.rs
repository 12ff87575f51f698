//! What somebody decided on a version. A row never changes; taking back adds one.

use sea_orm::entity::prelude::*;

use crate::entity::words::Verdict;
use crate::ids::{AgencyId, ApprovalDecisionId, ApprovalId, ApprovalStepId, ApprovalVersionId, ClientId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalDecisionId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub approval_id: ApprovalId,
    pub step_id: ApprovalStepId,
    pub version_id: ApprovalVersionId,
    pub client_user_id: ClientId,
    pub author_name: String,
    pub verdict: Verdict,
    pub feedback: String,
    pub evidence: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
