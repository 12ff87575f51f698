//! What a run was given and gathered, and where it stands. No client reads this table.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, RunId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "run_payload")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: RunId,
    pub agency_id: AgencyId,
    pub place: i32,
    /// Counts how often it was taken up; whoever holds an older one has no say any more.
    pub turn: i32,
    pub input: String,
    pub data: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
crate::entity::ownership::appendable!(Entity);
