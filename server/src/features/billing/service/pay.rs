use chrono::{Months, NaiveDate};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::settle::recompute;
use super::{held_invoice, today};
use crate::access::{AdminScope, AgencyScope};
use crate::entity::payment::{ActiveModel, Column, Entity, Model};
use crate::entity::words::{InvoiceStatus, PaymentKind, PaymentMethod, PaymentState};
use crate::entity::{invoice, payment};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::ids::{Id, InvoiceId, PaymentId};
use crate::money::MOST;
use crate::text;

/// Money that staff say has come.
#[derive(Clone, Debug)]
pub struct NewPayment {
    pub amount: i64,
    pub method: PaymentMethod,
    /// Today, where it is not said.
    pub happened_on: Option<NaiveDate>,
    /// What it says on the bank's statement; may be empty.
    pub reference: String,
}

/// Records money that has come. What is beyond the invoice becomes the workspace's credit.
///
/// # Errors
/// [`Error::NotFound`] for another agency's invoice; [`Error::Invalid`] for an amount that is none, a day to come or
/// more than a year before the invoice, or a credit, which is applied; a conflict where the invoice is void or a credit note.
pub async fn record_payment(scope: &AdminScope, id: InvoiceId, new: NewPayment) -> Result<Model> {
    let reference = reference(&new.reference)?;
    scope
        .transaction(async |scope| {
            let payment = PaymentId::new();
            if let Some(earlier) = scope.claim_once("payment_record", payment).await? {
                return scope.find::<Entity>().filter(Column::Id.eq(PaymentId::from(earlier))).one().await;
            }
            let invoice = held_invoice(&scope, id).await?;
            let today = today(&scope).await?;
            let mut errors = FieldErrors::default();
            errors.keep(check_amount(new.amount))?;
            if new.method == PaymentMethod::Credit {
                errors.add("method", "A credit is applied, not paid.");
            }
            if new.happened_on.is_some_and(|day| day > today) {
                errors.add("happened_on", "This day is still to come.");
            }
            // What is paid in advance is older than its invoice; what is this old is another year that was meant.
            let earliest = invoice.issued_on.checked_sub_months(Months::new(12));
            if new.happened_on.is_some_and(|day| earliest.is_some_and(|earliest| day < earliest)) {
                errors.add("happened_on", "This is more than a year before the invoice was issued.");
            }
            errors.into_result()?;
            if invoice.status == InvoiceStatus::Void {
                return Err(Error::conflict("invoice_void", "this invoice is void: nothing is paid on it"));
            }
            let row = ActiveModel {
                id: Set(payment),
                method: Set(new.method),
                happened_on: Set(new.happened_on.unwrap_or(today)),
                reference: Set(reference),
                ..row(&scope, &invoice, PaymentKind::Payment, new.amount)
            };
            let row = scope.insert(row).await?;
            recompute(&scope, &invoice).await?;
            record(&scope, Entry::new("payment.recorded"), &invoice, &row).await?;
            Ok(row)
        })
        .await
}

/// Records money that went back by hand: all that is left of the payment, where no amount is said.
///
/// # Errors
/// [`Error::NotFound`] for another agency's payment; [`Error::Invalid`] for more than is left of it; a conflict for what is
/// no payment that has come, or was paid online and goes back there.
pub async fn refund(scope: &AdminScope, id: PaymentId, amount: Option<i64>, said: &str) -> Result<Model> {
    let reference = reference(said)?;
    scope
        .transaction(async |scope| {
            let refund = PaymentId::new();
            if let Some(earlier) = scope.claim_once("payment_refund", refund).await? {
                return scope.find::<Entity>().filter(Column::Id.eq(PaymentId::from(earlier))).one().await;
            }
            let of = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
            let invoice = held_invoice(&scope, of.invoice_id).await?;
            if of.kind != PaymentKind::Payment || of.state != PaymentState::Succeeded {
                return Err(Error::conflict("not_refundable", "only money that has come goes back"));
            }
            if of.provider_id.is_some() {
                let message = "this was paid online: refund it there, and it is recorded here by itself";
                return Err(Error::conflict("refund_at_provider", message));
            }
            let back = scope.find::<Entity>().filter(Column::RefundOf.eq(id)).all().await?;
            let left = of.amount - back.iter().map(|row| row.amount).sum::<i64>();
            if left <= 0 {
                return Err(Error::field("amount", "Nothing is left of this payment."));
            }
            let amount = amount.unwrap_or(left);
            check_amount(amount)?;
            if amount > left {
                return Err(Error::field("amount", "This is more than is left of the payment."));
            }
            let row = ActiveModel {
                id: Set(refund),
                method: Set(of.method),
                happened_on: Set(today(&scope).await?),
                reference: Set(reference),
                refund_of: Set(Some(id)),
                ..row(&scope, &invoice, PaymentKind::Refund, amount)
            };
            let row = scope.insert(row).await?;
            recompute(&scope, &invoice).await?;
            record(&scope, Entry::new("payment.refunded"), &invoice, &row).await?;
            Ok(row)
        })
        .await
}

/// A row of an invoice's settlement that has happened, by whoever acts.
pub(super) fn row(scope: &AgencyScope, invoice: &invoice::Model, kind: PaymentKind, amount: i64) -> ActiveModel {
    let now = scope.now();
    ActiveModel {
        id: Set(PaymentId::new()),
        agency_id: NotSet,
        workspace_id: Set(invoice.workspace_id),
        invoice_id: Set(invoice.id),
        kind: Set(kind),
        method: Set(PaymentMethod::Other),
        state: Set(PaymentState::Succeeded),
        currency: Set(invoice.currency.clone()),
        amount: Set(amount),
        happened_on: Set(now.date_naive()),
        reference: Set(String::new()),
        problem: Set(None),
        credit_id: Set(None),
        refund_of: Set(None),
        provider_id: Set(None),
        author_id: Set(scope.actor().staff()),
        author_name: Set(scope.actor().staff().map(|_| scope.actor().name().to_owned())),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

/// Tells the audit trail of a row of an invoice's settlement.
pub(super) async fn record(
    scope: &AgencyScope,
    entry: Entry,
    invoice: &invoice::Model,
    row: &payment::Model,
) -> Result<()> {
    let detail = json!({ "payment": row.id, "amount": row.amount, "currency": row.currency, "method": row.method });
    let entry = entry.target("invoice", invoice.id, invoice.number.clone());
    audit::record(scope, entry.workspace(invoice.workspace_id).detail(detail)).await
}

/// An amount that can be paid.
pub(super) fn check_amount(amount: i64) -> Result<()> {
    match amount {
        1..=MOST => Ok(()),
        _ => Err(Error::field("amount", "An amount is more than nothing, and has at most 15 digits.")),
    }
}

fn reference(said: &str) -> Result<String> {
    let reference = text::clean_line(said);
    if reference.chars().count() > text::LONGEST_TITLE {
        return Err(Error::field("reference", format!("At most {} characters.", text::LONGEST_TITLE)));
    }
    Ok(reference)
}
