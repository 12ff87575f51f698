//! What an agency has done by itself for a client. What it does stands in its versions, which no client reads.

use sea_orm::entity::prelude::*;

use crate::entity::words::{WorkflowEngine, WorkflowStatus};
use crate::ids::{AgencyId, WorkflowId, WorkflowVersionId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workflow")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkflowId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub name: String,
    pub purpose: String,
    pub status: WorkflowStatus,
    pub client_triggerable: bool,
    pub engine: WorkflowEngine,
    /// The version that new runs run on.
    pub active_version_id: Option<WorkflowVersionId>,
    /// How many of its runs run at the same time.
    pub at_once: i32,
    /// What somebody fills in who starts it by hand.
    pub inputs: String,
    pub last_good_at: Option<DateTimeUtc>,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
