//! Bytes that are stored. No client reads these rows: what they see of them is a `file`.

use sea_orm::entity::prelude::*;

use crate::entity::words::{ActorKind, Preview};
use crate::ids::{AgencyId, UploadId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "upload")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UploadId,
    pub agency_id: AgencyId,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub uploader_kind: ActorKind,
    pub uploader_id: Uuid,
    pub preview: Preview,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub pages: Option<i32>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
crate::entity::ownership::appendable!(Entity);
