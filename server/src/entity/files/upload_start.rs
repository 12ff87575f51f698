//! A key of the storage that is about to be written: how what a crash leaves behind is found.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, UploadId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "upload_start")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UploadId,
    pub agency_id: AgencyId,
    /// How many bytes are kept free for it while it comes in, where the agency may store only so many.
    pub size: i64,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::global!(Entity);
crate::entity::ownership::appendable!(Entity);
