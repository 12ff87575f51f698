//! Something that happened. Clients never read this table: what they are told is written for them.

use sea_orm::entity::prelude::*;

use crate::entity::words::{ActivityKind, ActorKind};
use crate::ids::{
    ActivityId, AgencyId, ApprovalId, FormId, InvoiceId, ProjectId, RequestId, RunId, StaffId, WorkflowId, WorkspaceId,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ActivityId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub kind: ActivityKind,
    pub actor_kind: ActorKind,
    pub actor_id: Uuid,
    pub actor_name: String,
    pub project_id: Option<ProjectId>,
    pub request_id: Option<RequestId>,
    pub approval_id: Option<ApprovalId>,
    pub invoice_id: Option<InvoiceId>,
    pub workflow_id: Option<WorkflowId>,
    pub run_id: Option<RunId>,
    pub form_id: Option<FormId>,
    pub title: String,
    pub subject_staff_id: Option<StaffId>,
    /// The people of the client whom it is about, as JSON.
    pub subject_client_ids: Option<String>,
    pub created_at: DateTimeUtc,
    /// Whether nobody was told of it yet.
    pub untold: bool,
    /// Whether no webhook was told of it yet.
    pub unhooked: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
crate::entity::ownership::appendable!(Entity);
