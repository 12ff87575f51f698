//! How an agency bills.

use sea_orm::entity::prelude::*;

use crate::ids::AgencyId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "billing_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub agency_id: AgencyId,
    pub legal_name: Option<String>,
    pub address: String,
    pub tax_id: Option<String>,
    pub payment_note: String,
    pub number_prefix: String,
    pub due_days: i32,
    /// Days overdue at which the first bucket begins.
    pub aging_first: i32,
    pub aging_second: i32,
    pub aging_third: i32,
    /// Days after the due date on which clients are reminded, as JSON; before it where negative.
    pub reminders: String,
    pub version: i64,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
