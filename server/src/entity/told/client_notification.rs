//! What a client user was told.

use sea_orm::entity::prelude::*;

use crate::entity::words::ClientNews;
use crate::ids::{
    ActivityId, AgencyId, ApprovalId, ClientId, FormId, InvoiceId, NotificationId, ProjectId, RequestId, RunId,
    WorkflowId, WorkspaceId,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_notification")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NotificationId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub client_user_id: ClientId,
    pub activity_id: ActivityId,
    pub kind: ClientNews,
    pub title: String,
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

crate::entity::ownership::owned_by_workspace!(Entity);
crate::entity::ownership::appendable!(Entity);
