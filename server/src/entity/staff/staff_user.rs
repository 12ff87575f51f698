//! A person who works for the agency. Credentials are kept elsewhere, so that a name can be shown without them.

use sea_orm::entity::prelude::*;

use crate::entity::words::StaffRole;
use crate::ids::{AgencyId, StaffId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_user")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StaffId,
    pub agency_id: AgencyId,
    pub email: String,
    pub name: String,
    pub role: StaffRole,
    pub title: Option<String>,
    pub phone: Option<String>,
    pub time_zone: Option<String>,
    pub disabled_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
