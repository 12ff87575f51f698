//! What somebody said on a project.

use sea_orm::entity::prelude::*;

use crate::entity::words::ActorKind;
use crate::ids::{AgencyId, CommentId, ProjectId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "project_comment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommentId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub project_id: ProjectId,
    pub author_kind: ActorKind,
    pub author_id: Uuid,
    pub author_name: String,
    pub body: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
