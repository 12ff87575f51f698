//! A deliverable under review: its steps, and where it stands.

use sea_orm::entity::prelude::*;

use crate::entity::words::{ApprovalStatus, WaitsOn};
use crate::ids::{AgencyId, ApprovalId, ProjectId, StaffId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub project_id: Option<ProjectId>,
    pub number: i64,
    pub title: String,
    pub parallel: bool,
    pub status: ApprovalStatus,
    pub waits_on: WaitsOn,
    pub waits_since: DateTimeUtc,
    pub due_at: Option<DateTimeUtc>,
    pub archived_at: Option<DateTimeUtc>,
    pub author_id: StaffId,
    pub author_name: String,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
