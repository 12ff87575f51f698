use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::api::{PersonRef, Ref, Text, both_ways};
use crate::entity::{credit, invoice, invoice_line, payment, words};
use crate::error::{Error, Result};
use crate::features::billing::aging::{Aging, Edges};
use crate::features::billing::service::{Draft, WorkspaceName};
use crate::features::billing::snapshot::{Buyer, Seller};
use crate::features::billing::totals::{Discount, Item, TaxLine, Totals};

/// An invoice, or a credit note that takes one back.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum InvoiceKind {
    Invoice,
    CreditNote,
}
both_ways!(InvoiceKind { Invoice, CreditNote });

/// Where an invoice stands. Overdue and partly paid ones are open.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum InvoiceStatus {
    Draft,
    Open,
    Paid,
    Void,
}

impl From<words::InvoiceStatus> for InvoiceStatus {
    fn from(status: words::InvoiceStatus) -> Self {
        match status {
            words::InvoiceStatus::Open => Self::Open,
            words::InvoiceStatus::Paid => Self::Paid,
            words::InvoiceStatus::Void => Self::Void,
        }
    }
}

/// A line. Its amount is computed.
#[derive(Object, Clone, Debug)]
#[oai(deny_unknown_fields)]
pub struct NewInvoiceLine {
    pub description: Text,
    /// In thousandths: 1500 is one and a half.
    pub quantity: i64,
    /// What it is counted in, such as `h`.
    pub unit: Option<Text>,
    /// In minor units of the currency.
    pub unit_price: i64,
    /// In hundredths of a percent: 1000 is ten percent.
    pub discount_bps: Option<i32>,
    /// Such as `VAT`.
    pub tax_name: Option<Text>,
    /// In hundredths of a percent: 1900 is nineteen percent.
    pub tax_bps: Option<i32>,
}

impl From<NewInvoiceLine> for Item {
    fn from(line: NewInvoiceLine) -> Self {
        Self {
            description: line.description.into(),
            quantity: line.quantity,
            unit: line.unit.map(Into::into).unwrap_or_default(),
            unit_price: line.unit_price,
            discount_bps: line.discount_bps.unwrap_or_default(),
            tax_name: line.tax_name.map(Into::into).unwrap_or_default(),
            tax_bps: line.tax_bps.unwrap_or_default(),
        }
    }
}

/// Lines as rules know them.
pub fn items(lines: Vec<NewInvoiceLine>) -> Vec<Item> {
    lines.into_iter().map(Into::into).collect()
}

/// The discount that is said, if one is.
///
/// # Errors
/// When it is said in both ways.
pub fn discount(bps: Option<i32>, amount: Option<i64>) -> Result<Option<Discount>> {
    match (bps, amount) {
        (None, None) => Ok(None),
        (Some(bps), None) => Ok(Some(Discount::Percent(bps))),
        (None, Some(amount)) => Ok(Some(Discount::Amount(amount))),
        (Some(_), Some(_)) => Err(Error::field("discount_amount", "Say the discount once.")),
    }
}

/// A line of an invoice.
#[derive(Object, Clone, Debug)]
pub struct InvoiceLine {
    pub description: String,
    /// In thousandths.
    pub quantity: i64,
    pub unit: String,
    pub unit_price: i64,
    pub discount_bps: i32,
    pub tax_name: String,
    pub tax_bps: i32,
    /// What stands in the line, its discount taken off.
    pub amount: i64,
}

impl InvoiceLine {
    fn of(item: Item, amount: i64) -> Self {
        let Item { description, quantity, unit, unit_price, discount_bps, tax_name, tax_bps } = item;
        Self { description, quantity, unit, unit_price, discount_bps, tax_name, tax_bps, amount }
    }
}

impl From<invoice_line::Model> for InvoiceLine {
    fn from(row: invoice_line::Model) -> Self {
        Self {
            description: row.description,
            quantity: row.quantity,
            unit: row.unit,
            unit_price: row.unit_price,
            discount_bps: row.discount_bps,
            tax_name: row.tax_name,
            tax_bps: row.tax_bps,
            amount: row.amount,
        }
    }
}

/// The tax at one rate.
#[derive(Object, Clone, Debug)]
pub struct InvoiceTax {
    pub name: String,
    pub bps: i32,
    /// What it was taken of: without the tax.
    pub net: i64,
    pub tax: i64,
}

impl From<TaxLine> for InvoiceTax {
    fn from(line: TaxLine) -> Self {
        Self { name: line.name, bps: line.bps, net: line.net, tax: line.tax }
    }
}

/// What an invoice adds up to, in minor units.
#[derive(Object, Clone, Debug)]
pub struct InvoiceTotals {
    /// What stands in each line.
    pub amounts: Vec<i64>,
    pub subtotal: i64,
    pub discount: i64,
    /// By rate, highest first.
    pub taxes: Vec<InvoiceTax>,
    pub tax: i64,
    pub total: i64,
}

impl From<Totals> for InvoiceTotals {
    fn from(sum: Totals) -> Self {
        Self {
            amounts: sum.amounts,
            subtotal: sum.subtotal,
            discount: sum.discount,
            taxes: sum.taxes.into_iter().map(Into::into).collect(),
            tax: sum.tax,
            total: sum.total,
        }
    }
}

/// Who asks for the money, or is asked, as it stood at the issue.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct InvoiceParty {
    pub name: String,
    pub address: String,
    pub tax_id: Option<String>,
}

/// How late an open invoice is.
#[derive(Object, Clone, Debug)]
pub struct InvoiceAging {
    pub days_overdue: i64,
    /// `current`, `overdue`, and then by the agency's edges: `30d`, `60d`, `90+`.
    pub bucket: String,
}

/// An invoice, drafted or issued, or a credit note. Amounts are in minor units of `currency`.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct Invoice {
    pub id: Uuid,
    pub kind: InvoiceKind,
    pub status: InvoiceStatus,
    /// Absent while it is a draft.
    pub number: Option<String>,
    /// The invoice that a credit note takes back.
    pub corrects_id: Option<Uuid>,
    pub workspace: Ref,
    pub project_id: Option<Uuid>,
    pub currency: String,
    /// Whether the prices include the tax.
    pub inclusive: bool,
    pub issued_on: Option<NaiveDate>,
    /// Of a draft only where it says a day.
    pub due_on: Option<NaiveDate>,
    /// Of a draft alone.
    pub due_days: Option<i32>,
    pub note: String,
    /// The discount on all of it, where it was said so.
    pub discount_bps: Option<i32>,
    pub subtotal: i64,
    pub discount: i64,
    pub taxes: Vec<InvoiceTax>,
    pub tax: i64,
    pub total: i64,
    pub paid: i64,
    pub refunded: i64,
    pub credited: i64,
    /// What is on its way and not here yet.
    pub processing: i64,
    pub outstanding: i64,
    /// Of an open invoice.
    pub aging: Option<InvoiceAging>,
    pub paid_at: Option<DateTime<Utc>>,
    pub voided_at: Option<DateTime<Utc>>,
    pub void_reason: Option<String>,
    pub seller: Option<InvoiceParty>,
    pub buyer: Option<InvoiceParty>,
    /// Left out in lists of what is issued.
    pub lines: Option<Vec<InvoiceLine>>,
    /// Absent where a payment provider made it.
    pub author: Option<PersonRef>,
    /// Counts the changes; the `ETag` names it.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Invoice {
    /// The wire's form of a draft.
    pub fn draft(draft: Draft, workspace: WorkspaceName) -> Self {
        let Draft { row, content, totals } = draft;
        let lines = content.items.into_iter().zip(&totals.amounts).map(|(item, amount)| InvoiceLine::of(item, *amount));
        Self {
            id: row.id.into(),
            kind: InvoiceKind::Invoice,
            status: InvoiceStatus::Draft,
            number: None,
            corrects_id: None,
            workspace: Ref { id: workspace.id.into(), name: workspace.name },
            project_id: row.project_id.map(Into::into),
            currency: row.currency,
            inclusive: content.inclusive,
            issued_on: None,
            due_on: content.due_on,
            due_days: content.due_days,
            note: content.note,
            discount_bps: match content.discount {
                Discount::Percent(bps) => Some(bps),
                _ => None,
            },
            subtotal: totals.subtotal,
            discount: totals.discount,
            taxes: totals.taxes.into_iter().map(Into::into).collect(),
            tax: totals.tax,
            total: totals.total,
            paid: 0,
            refunded: 0,
            credited: 0,
            processing: 0,
            outstanding: 0,
            aging: None,
            paid_at: None,
            voided_at: None,
            void_reason: None,
            seller: None,
            buyer: None,
            lines: Some(lines.collect()),
            author: Some(PersonRef { id: row.author_id.into(), name: row.author_name }),
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }

    /// The wire's form of an issued document, with its lines where they were looked up.
    pub fn issued(
        row: invoice::Model,
        workspace: WorkspaceName,
        lines: Option<Vec<invoice_line::Model>>,
        today: NaiveDate,
        edges: &Edges,
    ) -> Self {
        let taxes: Vec<TaxLine> = serde_json::from_str(&row.taxes).unwrap_or_default();
        let (seller, buyer) = (Seller::read(&row.seller), Buyer::read(&row.buyer));
        let open = row.status == words::InvoiceStatus::Open;
        let aging = open.then(|| Aging::of(row.due_on, today, edges));
        Self {
            id: row.id.into(),
            kind: row.kind.into(),
            status: row.status.into(),
            number: Some(row.number),
            corrects_id: row.corrects_id.map(Into::into),
            workspace: Ref { id: workspace.id.into(), name: workspace.name },
            project_id: row.project_id.map(Into::into),
            currency: row.currency,
            inclusive: row.inclusive,
            issued_on: Some(row.issued_on),
            due_on: Some(row.due_on),
            due_days: None,
            note: row.note,
            discount_bps: row.discount_bps,
            subtotal: row.subtotal,
            discount: row.discount,
            taxes: taxes.into_iter().map(Into::into).collect(),
            tax: row.tax,
            total: row.total,
            paid: row.paid,
            refunded: row.refunded,
            credited: row.credited,
            processing: row.processing,
            outstanding: row.outstanding,
            aging: aging.map(|aging| InvoiceAging { days_overdue: aging.days, bucket: aging.bucket.label(edges) }),
            paid_at: row.paid_at,
            voided_at: row.voided_at,
            void_reason: row.void_reason,
            seller: Some(InvoiceParty { name: seller.name, address: seller.address, tax_id: seller.tax_id }),
            buyer: Some(InvoiceParty { name: buyer.name, address: buyer.address, tax_id: buyer.tax_id }),
            lines: lines.map(|lines| lines.into_iter().map(Into::into).collect()),
            author: row.author_id.map(|id| PersonRef { id: id.into(), name: row.author_name.unwrap_or_default() }),
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// What a row of an invoice's settlement is.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum PaymentKind {
    Payment,
    Refund,
    Credit,
}
both_ways!(PaymentKind { Payment, Refund, Credit });

/// How money came, or went back.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum PaymentMethod {
    BankTransfer,
    Card,
    DirectDebit,
    Cash,
    Cheque,
    Credit,
    Other,
}
both_ways!(PaymentMethod { BankTransfer, Card, DirectDebit, Cash, Cheque, Credit, Other });

/// Whether money is here: what is on its way counts for nothing yet.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum PaymentState {
    Processing,
    Succeeded,
    Failed,
}
both_ways!(PaymentState { Processing, Succeeded, Failed });

/// What was paid on an invoice, paid back, or settled by a credit.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct Payment {
    pub id: Uuid,
    pub invoice_id: Uuid,
    pub kind: PaymentKind,
    pub method: PaymentMethod,
    pub state: PaymentState,
    pub currency: String,
    /// In minor units.
    pub amount: i64,
    pub happened_on: NaiveDate,
    pub reference: String,
    /// Why it failed.
    pub problem: Option<String>,
    pub credit_id: Option<Uuid>,
    /// The payment that was paid back.
    pub refund_of_id: Option<Uuid>,
    /// Its name at a payment provider.
    pub provider_id: Option<String>,
    pub author: Option<PersonRef>,
    pub created_at: DateTime<Utc>,
}

impl From<payment::Model> for Payment {
    fn from(row: payment::Model) -> Self {
        Self {
            id: row.id.into(),
            invoice_id: row.invoice_id.into(),
            kind: row.kind.into(),
            method: row.method.into(),
            state: row.state.into(),
            currency: row.currency,
            amount: row.amount,
            happened_on: row.happened_on,
            reference: row.reference,
            problem: row.problem,
            credit_id: row.credit_id.map(Into::into),
            refund_of_id: row.refund_of.map(Into::into),
            provider_id: row.provider_id,
            author: row.author_id.map(|id| PersonRef { id: id.into(), name: row.author_name.unwrap_or_default() }),
            created_at: row.created_at,
        }
    }
}

/// Of what a credit is.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum CreditOrigin {
    CreditNote,
    Overpayment,
    Goodwill,
}
both_ways!(CreditOrigin { CreditNote, Overpayment, Goodwill });

/// What a workspace has to its credit.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct Credit {
    pub id: Uuid,
    pub workspace_id: Uuid,
    /// The credit note, or the invoice beyond which was paid.
    pub invoice_id: Option<Uuid>,
    pub origin: CreditOrigin,
    pub currency: String,
    /// In minor units.
    pub amount: i64,
    pub remaining: i64,
    pub note: String,
    pub created_at: DateTime<Utc>,
}

impl From<credit::Model> for Credit {
    fn from(row: credit::Model) -> Self {
        Self {
            id: row.id.into(),
            workspace_id: row.workspace_id.into(),
            invoice_id: row.invoice_id.map(Into::into),
            origin: row.origin.into(),
            currency: row.currency,
            amount: row.amount,
            remaining: row.remaining,
            note: row.note,
            created_at: row.created_at,
        }
    }
}
