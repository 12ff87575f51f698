//! An approval's history, each entry with the hash of the one before it.

use sea_orm::entity::prelude::*;

use crate::entity::words::{ApprovalEventKind, AuditActor};
use crate::ids::{AgencyId, ApprovalEventId, ApprovalId, ApprovalStepId, ApprovalVersionId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalEventId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub approval_id: ApprovalId,
    pub sequence: i64,
    pub kind: ApprovalEventKind,
    pub actor_kind: AuditActor,
    pub actor_id: Uuid,
    pub actor_name: String,
    pub step_id: Option<ApprovalStepId>,
    pub version_id: Option<ApprovalVersionId>,
    pub detail: String,
    pub previous: String,
    pub hash: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
