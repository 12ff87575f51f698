//! What a staff user was told.

use sea_orm::entity::prelude::*;

use crate::entity::words::StaffNews;
use crate::ids::{
    ActivityId, AgencyId, ApprovalId, FormId, InvoiceId, NotificationId, ProjectId, RequestId, RunId, StaffId,
    WorkflowId, WorkspaceId,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_notification")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NotificationId,
    pub agency_id: AgencyId,
    pub staff_user_id: StaffId,
    pub activity_id: ActivityId,
    pub kind: StaffNews,
    pub title: String,
    pub workspace_id: Option<WorkspaceId>,
    pub project_id: Option<ProjectId>,
    pub request_id: Option<RequestId>,
    pub approval_id: Option<ApprovalId>,
    pub invoice_id: Option<InvoiceId>,
    pub workflow_id: Option<WorkflowId>,
    pub run_id: Option<RunId>,
    pub form_id: Option<FormId>,
    pub read_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    /// When it goes into a mail, until it did.
    pub mail_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
crate::entity::ownership::appendable!(Entity);
