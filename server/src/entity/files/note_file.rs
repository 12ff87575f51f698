//! What stands on an internal note: staff's alone.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, CommentId, FileId, RequestId, UploadId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "note_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FileId,
    pub agency_id: AgencyId,
    pub note_id: CommentId,
    pub request_id: RequestId,
    pub upload_id: UploadId,
    pub position: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
