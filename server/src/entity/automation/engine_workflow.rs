//! Where a workflow runs that another program runs. No client reads this table: addresses start what is behind them.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, EngineId, WorkflowId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "engine_workflow")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub workflow_id: WorkflowId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub engine_id: EngineId,
    /// Its name there.
    pub remote_id: Option<String>,
    pub start_url: Option<String>,
    /// What stands for the name of a run is put in when it is asked.
    pub status_url: Option<String>,
    /// Where it is told that a run was cancelled here.
    pub cancel_url: Option<String>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
