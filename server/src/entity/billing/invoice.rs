//! An issued invoice or credit note. What it says never changes; how it is settled does. Money is in minor units.

use sea_orm::entity::prelude::*;

use crate::entity::words::{InvoiceKind, InvoiceStatus};
use crate::ids::{AgencyId, InvoiceId, ProjectId, StaffId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvoiceId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub project_id: Option<ProjectId>,
    pub kind: InvoiceKind,
    pub corrects_id: Option<InvoiceId>,
    pub number: String,
    pub currency: String,
    /// Whether the prices include the tax.
    pub inclusive: bool,
    pub issued_on: Date,
    pub due_on: Date,
    pub note: String,
    /// Who asks for the money, as JSON.
    pub seller: String,
    /// Who is asked, as JSON.
    pub buyer: String,
    /// The brand at its issue, as JSON.
    pub look: String,
    /// Per rate what it was taken of and how much it is, as JSON.
    pub taxes: String,
    /// The discount on all of it in hundredths of a percent, where it was said so.
    pub discount_bps: Option<i32>,
    pub subtotal: i64,
    pub discount: i64,
    pub tax: i64,
    pub total: i64,
    pub status: InvoiceStatus,
    pub paid: i64,
    pub refunded: i64,
    pub credited: i64,
    pub outstanding: i64,
    /// What is on its way and not here yet.
    pub processing: i64,
    pub paid_at: Option<DateTimeUtc>,
    pub voided_at: Option<DateTimeUtc>,
    pub void_reason: Option<String>,
    /// When the client is to be reminded next.
    pub remind_at: Option<DateTimeUtc>,
    pub reminders: i32,
    pub pdf_key: Option<String>,
    pub pdf_sha256: Option<String>,
    pub pdf_size: Option<i64>,
    /// The invoice's name at a payment provider.
    pub provider_id: Option<String>,
    pub author_id: Option<StaffId>,
    pub author_name: Option<String>,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

impl Model {
    /// The invoice's name at Stripe, where it is of a subscription there and so is paid there and nowhere else.
    pub fn at_stripe(&self) -> Option<&str> {
        self.provider_id.as_deref().filter(|id| id.starts_with("in_"))
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
