//! What a workflow does, as it was written. No client reads this table.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, StaffId, WorkflowId, WorkflowVersionId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workflow_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkflowVersionId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub workflow_id: WorkflowId,
    pub number: i32,
    pub definition: String,
    pub author_id: StaffId,
    pub author_name: String,
    pub created_at: DateTimeUtc,
    pub published_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
