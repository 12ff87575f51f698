//! A line of an issued invoice.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, InvoiceId, InvoiceLineId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoice_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvoiceLineId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub invoice_id: InvoiceId,
    pub position: i32,
    pub description: String,
    /// In thousandths.
    pub quantity: i64,
    pub unit: String,
    pub unit_price: i64,
    /// In hundredths of a percent, like `tax_bps`.
    pub discount_bps: i32,
    pub tax_name: String,
    pub tax_bps: i32,
    /// What stands in the line, its discount taken off.
    pub amount: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
