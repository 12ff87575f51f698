//! What a form asked at a time.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, FormId, FormVersionId, StaffId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "form_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FormVersionId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub form_id: FormId,
    pub number: i32,
    pub schema: String,
    pub author_id: StaffId,
    pub author_name: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
