//! One client account of the agency.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workspace")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkspaceId,
    pub agency_id: AgencyId,
    pub name: String,
    pub slug: String,
    pub show_team_members: bool,
    pub work_on: bool,
    pub automation_on: bool,
    pub billing_on: bool,
    /// Whether its members need a second factor to get in.
    pub requires_second_factor: bool,
    pub version: i64,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
