//! What a run did, in words that its client may read.

use sea_orm::entity::prelude::*;

use crate::entity::words::RunStepStatus;
use crate::ids::{AgencyId, RunId, RunStepId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "run_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RunStepId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub run_id: RunId,
    pub position: i32,
    /// Its place in the version's row.
    pub place: i32,
    /// The step's name in the definition.
    pub step: String,
    pub title: String,
    pub kind: String,
    pub status: RunStepStatus,
    pub attempts: i32,
    pub started_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
