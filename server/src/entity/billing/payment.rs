//! What was paid on an invoice, paid back, or settled by a credit.

use sea_orm::entity::prelude::*;

use crate::entity::words::{PaymentKind, PaymentMethod, PaymentState};
use crate::ids::{AgencyId, CreditId, InvoiceId, PaymentId, StaffId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub invoice_id: InvoiceId,
    pub kind: PaymentKind,
    pub method: PaymentMethod,
    pub state: PaymentState,
    pub currency: String,
    pub amount: i64,
    pub happened_on: Date,
    pub reference: String,
    /// Why it failed.
    pub problem: Option<String>,
    pub credit_id: Option<CreditId>,
    pub refund_of: Option<PaymentId>,
    /// The payment's name at a payment provider.
    pub provider_id: Option<String>,
    pub author_id: Option<StaffId>,
    pub author_name: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
