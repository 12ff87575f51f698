//! A job request or a support ticket. Internal notes leave no trace on this row.

use sea_orm::entity::prelude::*;

use crate::entity::words::{Priority, RequestKind, RequestStage, RequestStatus, WaitsOn};
use crate::ids::{AgencyId, ClientId, ProjectId, RequestId, StaffId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RequestId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub number: i64,
    pub kind: RequestKind,
    pub category: String,
    pub subject: String,
    pub status: RequestStatus,
    pub priority: Priority,
    pub project_id: Option<ProjectId>,
    pub assignee_id: Option<StaffId>,
    pub author_id: ClientId,
    pub author_name: String,
    pub waits_on: WaitsOn,
    pub waits_since: DateTimeUtc,
    pub agency_seconds: i64,
    pub client_seconds: i64,
    pub first_reply_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub message_count: i64,
    pub last_message_at: DateTimeUtc,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub stage: RequestStage,
    pub due_on: Option<Date>,
    /// Since when it is part of another; `request_merge` says of which.
    pub merged_at: Option<DateTimeUtc>,
    /// Until when staff do not look at it.
    pub snoozed_until: Option<DateTimeUtc>,
    pub snoozed_by_id: Option<StaffId>,
    /// Who of the agency opened it on the author's behalf.
    pub opened_by_id: Option<StaffId>,
    pub opened_by_name: Option<String>,
    /// Whether it is the whole client's; `author_name` is then the client's, and the author whoever may be asked first.
    pub for_workspace: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
