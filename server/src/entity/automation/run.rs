//! One time that a workflow ran: what its client may know of it. What went through it stands in [`run_payload`](super::run_payload).

use sea_orm::Condition;
use sea_orm::entity::prelude::*;

use crate::entity::words::{RunStarter, RunStatus, RunWait};
use crate::ids::{AgencyId, RunId, WorkflowId, WorkflowVersionId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RunId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub workflow_id: WorkflowId,
    pub version_id: Option<WorkflowVersionId>,
    pub status: RunStatus,
    pub started_by: RunStarter,
    pub starter_id: Option<Uuid>,
    pub starter_name: Option<String>,
    pub waits_for: Option<RunWait>,
    pub waits_for_id: Option<Uuid>,
    pub waits_since: Option<DateTimeUtc>,
    /// When it goes on by itself.
    pub wakes_at: Option<DateTimeUtc>,
    pub replay_of: Option<RunId>,
    /// Its name at the engine that runs it.
    pub provider_id: Option<String>,
    pub started_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);

/// Narrows runs to those that wait until somebody sends a form.
pub fn awaits_form() -> Condition {
    Condition::all().add(Column::Status.eq(RunStatus::Waiting)).add(Column::WaitsFor.eq(RunWait::Form))
}
