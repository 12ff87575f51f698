//! What somebody of the staff is about to do to many requests at once, did, or took back.

use sea_orm::entity::prelude::*;

use crate::entity::words::BulkState;
use crate::ids::{AgencyId, BulkChangeId, StaffId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bulk_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BulkChangeId,
    pub agency_id: AgencyId,
    pub staff_user_id: StaffId,
    /// What is to be changed, as JSON.
    pub change: String,
    pub state: BulkState,
    pub created_at: DateTimeUtc,
    pub applied_at: Option<DateTimeUtc>,
    pub undone_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
