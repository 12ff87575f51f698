use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::credit::take;
use super::issue::{Document, put, record};
use super::settle::recompute;
use super::{held_invoice, read};
use crate::access::{AdminScope, AgencyScope};
use crate::entity::words::{CreditOrigin, InvoiceKind, InvoiceStatus};
use crate::entity::{credit, invoice};
use crate::error::{Error, Result};
use crate::features::audit::Entry;
use crate::features::billing::content::Content;
use crate::features::billing::totals::{Discount, Item};
use crate::ids::{CreditId, Id, InvoiceId, PaymentId};
use crate::money::Currency;

/// What of an invoice is taken back.
#[derive(Clone, Debug, Default)]
pub struct NewCreditNote {
    /// All of the invoice, where nothing is said.
    pub items: Option<Vec<Item>>,
    /// Why.
    pub note: String,
}

/// Issues a credit note: a document of its own that takes back all of an invoice or a part. What it comes to is
/// credited to the invoice first; the rest stays the workspace's credit.
///
/// # Errors
/// [`Error::NotFound`] for another agency's invoice; a conflict where it is void or a credit note, or where all is
/// asked to be taken back and a part is already; [`Error::Invalid`] for lines that cannot be added up, or come to more
/// than is left of the invoice.
pub async fn credit_note(scope: &AdminScope, id: InvoiceId, new: NewCreditNote) -> Result<invoice::Model> {
    scope
        .transaction(async |scope| {
            use invoice::{Column, Entity};
            let note = InvoiceId::new();
            if let Some(earlier) = scope.claim_once("invoice_credit_note", note).await? {
                return scope.find::<Entity>().filter(Column::Id.eq(InvoiceId::from(earlier))).one().await;
            }
            let invoice = held_invoice(&scope, id).await?;
            if invoice.status == InvoiceStatus::Void {
                return Err(Error::conflict("invoice_void", "this invoice is void: nothing of it can be taken back"));
            }
            let earlier = scope.find::<Entity>().filter(Column::CorrectsId.eq(id)).all().await?;
            let left = invoice.total - earlier.iter().map(|note| note.total).sum::<i64>();
            let (items, discount) = match new.items {
                Some(items) => (items, Discount::None),
                None if earlier.is_empty() => whole(&scope, &invoice).await?,
                None => {
                    let message = "a part of this invoice is taken back already: say which lines are to be";
                    return Err(Error::conflict("credited_in_part", message));
                }
            };
            let content =
                Content { items, inclusive: invoice.inclusive, discount, note: new.note, ..Content::default() };
            let content = Content { due_days: Some(0), ..content };
            let (content, totals) = content.checked()?;
            if totals.total > left {
                return Err(Error::field("lines", "This comes to more than is left of the invoice."));
            }
            let currency = Currency::of(&invoice.currency)
                .ok_or_else(|| Error::field("currency", "This is not a currency's code (ISO 4217)."))?;
            let document = Document {
                id: note,
                kind: InvoiceKind::CreditNote,
                corrects: Some(id),
                workspace: invoice.workspace_id,
                project: invoice.project_id,
                currency,
                content,
                totals,
                provider_id: None,
            };
            let note = put(&scope, document).await?;
            credit(&scope, &invoice, &note).await?;
            record(&scope, &note, Entry::new("credit_note.issued")).await?;
            Ok(note)
        })
        .await
}

/// All that an invoice asks for.
async fn whole(scope: &AgencyScope, invoice: &invoice::Model) -> Result<(Vec<Item>, Discount)> {
    let item = |line: crate::entity::invoice_line::Model| Item {
        description: line.description,
        quantity: line.quantity,
        unit: line.unit,
        unit_price: line.unit_price,
        discount_bps: line.discount_bps,
        tax_name: line.tax_name,
        tax_bps: line.tax_bps,
    };
    let lines = read::lines(scope, invoice.id).await?;
    let discount = match (invoice.discount_bps, invoice.discount) {
        (Some(bps), _) => Discount::Percent(bps),
        (None, 0) => Discount::None,
        (None, amount) => Discount::Amount(amount),
    };
    Ok((lines.into_iter().map(item).collect(), discount))
}

/// Credits what a note comes to: to its invoice first.
async fn credit(scope: &AgencyScope, invoice: &invoice::Model, note: &invoice::Model) -> Result<()> {
    let row = credit::ActiveModel {
        id: Set(CreditId::new()),
        agency_id: NotSet,
        workspace_id: Set(note.workspace_id),
        invoice_id: Set(Some(note.id)),
        origin: Set(CreditOrigin::CreditNote),
        currency: Set(note.currency.clone()),
        amount: Set(note.total),
        remaining: Set(note.total),
        note: Set(format!("Credit note {}", note.number)),
        author_id: Set(scope.actor().staff()),
        author_name: Set(scope.actor().staff().map(|_| scope.actor().name().to_owned())),
        created_at: Set(scope.now()),
    };
    let row = scope.insert(row).await?;
    let amount = row.amount.min(invoice.outstanding);
    if amount > 0 {
        take(scope, &row, invoice, amount, PaymentId::new()).await?;
        recompute(scope, invoice).await?;
    }
    Ok(())
}
