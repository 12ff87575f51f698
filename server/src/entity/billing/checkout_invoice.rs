//! What an attempt to pay is for.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, CheckoutId, InvoiceId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "checkout_invoice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub checkout_id: CheckoutId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub invoice_id: InvoiceId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    /// The invoice, as long as it may be paid by this attempt; no two may at once.
    pub live_id: Option<InvoiceId>,
    pub amount: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
