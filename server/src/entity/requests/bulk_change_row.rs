//! One request of a bulk change: what was seen of it, what became of it, and what it was like before.

use sea_orm::entity::prelude::*;

use crate::entity::words::BulkOutcome;
use crate::ids::{AgencyId, BulkChangeId, RequestId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bulk_change_row")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub bulk_change_id: BulkChangeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: RequestId,
    pub agency_id: AgencyId,
    pub seen_version: i64,
    /// The version that the change left.
    pub left_version: Option<i64>,
    pub outcome: BulkOutcome,
    /// Why it is refused, in a sentence.
    pub reason: Option<String>,
    /// What it was like before, as JSON.
    pub before: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
