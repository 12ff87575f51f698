//! A filter over requests that staff keep under a name, for themselves or for everybody.

use sea_orm::entity::prelude::*;

use crate::entity::words::RequestSort;
use crate::ids::{AgencyId, SavedViewId, StaffId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SavedViewId,
    pub agency_id: AgencyId,
    pub staff_user_id: StaffId,
    pub name: String,
    pub filter: String,
    pub sort: RequestSort,
    pub position: i32,
    pub shared: bool,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
