//! What the agency does for a workspace.

use sea_orm::entity::prelude::*;

use crate::entity::words::ProjectStatus;
use crate::ids::{AgencyId, ProjectId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "project")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProjectId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub name: String,
    pub summary: String,
    pub status: ProjectStatus,
    pub starts_on: Option<Date>,
    pub due_on: Option<Date>,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
