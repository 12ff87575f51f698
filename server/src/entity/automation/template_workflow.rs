//! Which workflow was made of a template, and what of it that follows. No client reads this table.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, WorkflowId, WorkflowTemplateId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "template_workflow")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub workflow_id: WorkflowId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub template_id: WorkflowTemplateId,
    /// Which of the template's definitions it was last given.
    pub number: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
