//! What was delivered to a workspace or sent by it, and where it stands.

use sea_orm::entity::prelude::*;

use crate::entity::words::{ActorKind, FilePlace, Preview};
use crate::ids::{AgencyId, ApprovalId, FileId, ProjectId, RequestId, UploadId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FileId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub upload_id: UploadId,
    pub place: FilePlace,
    pub place_id: Option<Uuid>,
    pub project_id: Option<ProjectId>,
    pub request_id: Option<RequestId>,
    pub approval_id: Option<ApprovalId>,
    pub position: i32,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub preview: Preview,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub pages: Option<i32>,
    pub author_kind: ActorKind,
    pub author_id: Uuid,
    pub author_name: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
