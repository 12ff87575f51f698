use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::json;

use super::held_invoice;
use super::tell::announce;
use crate::access::{AdminScope, AgencyScope};
use crate::entity::invoice::{Column, Entity, Model};
use crate::entity::payment;
use crate::entity::words::{InvoiceStatus, PaymentState};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::billing::settled::less_is_owed;
use crate::ids::InvoiceId;
use crate::text;

/// Voids an invoice on which nothing was paid. It keeps its number, and says why.
///
/// # Errors
/// [`Error::NotFound`] for another agency's invoice; [`Error::Invalid`] without a reason; a conflict for a credit note, one
/// that is void already, or one on which something was paid, credited or is on its way.
pub async fn void(scope: &AdminScope, id: InvoiceId, reason: &str) -> Result<Model> {
    let reason = text::line("reason", reason, text::LONGEST_TITLE)?;
    scope
        .transaction(async |scope| {
            let invoice = held_invoice(&scope, id).await?;
            if invoice.status == InvoiceStatus::Void {
                return Err(Error::conflict("invoice_void", "this invoice is void already"));
            }
            let paid = scope.find::<payment::Entity>().filter(payment::Column::InvoiceId.eq(id));
            if paid.filter(payment::Column::State.ne(PaymentState::Failed)).first().await?.is_some() {
                let message = "something was paid or credited on this invoice: issue a credit note instead";
                return Err(Error::conflict("invoice_has_payments", message));
            }
            write(&scope, &invoice, &reason).await
        })
        .await
}

/// Voids an invoice that was voided where it was to be paid. Where something was paid on it, it stays as it is.
///
/// # Errors
/// [`Error::NotFound`] for another agency's invoice.
pub async fn void_provided(scope: &AgencyScope, id: InvoiceId, reason: &str) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let invoice = held_invoice(&scope, id).await?;
            let untouched = invoice.outstanding == invoice.total && invoice.processing == 0;
            if invoice.status != InvoiceStatus::Open || !untouched {
                return Ok(invoice);
            }
            write(&scope, &invoice, reason).await
        })
        .await
}

async fn write(scope: &AgencyScope, invoice: &Model, reason: &str) -> Result<Model> {
    let now = scope.now();
    let update = scope.update::<Entity>().set(Column::Status, InvoiceStatus::Void);
    let update = update.set(Column::Outstanding, 0_i64).set_expr(Column::RemindAt, Expr::cust("NULL"));
    let update = update.set(Column::VoidedAt, now).set(Column::VoidReason, reason);
    let update = update.set(Column::Version, invoice.version + 1).set(Column::UpdatedAt, now);
    let row = update.filter(Column::Id.eq(invoice.id)).returning().await?.pop().ok_or(Error::NotFound)?;
    less_is_owed(scope, &row).await?;
    announce(scope, &row);
    let entry = Entry::new("invoice.voided").target("invoice", row.id, row.number.clone());
    audit::record(scope, entry.workspace(row.workspace_id).detail(json!({ "reason": reason }))).await?;
    Ok(row)
}
