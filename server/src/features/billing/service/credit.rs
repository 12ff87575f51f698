use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::draft::currency;
use super::held_invoice;
use super::pay::{check_amount, record, row};
use super::settle::recompute;
use super::tell::announce_billing;
use crate::access::{AdminScope, AgencyScope};
use crate::entity::credit::{ActiveModel, Column, Entity, Model};
use crate::entity::words::{CreditOrigin, PaymentKind, PaymentMethod};
use crate::entity::{invoice, payment};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::ids::{CreditId, Id, InvoiceId, PaymentId, WorkspaceId};
use crate::text;

/// Gives a workspace a credit, and says why.
///
/// # Errors
/// [`Error::Invalid`] for a foreign workspace, an unknown currency, no amount or no reason.
pub async fn goodwill(
    scope: &AdminScope,
    workspace: WorkspaceId,
    code: &str,
    amount: i64,
    note: &str,
) -> Result<Model> {
    check_amount(amount)?;
    let note = text::line("note", note, text::LONGEST_TITLE)?;
    scope
        .transaction(async |scope| {
            let id = CreditId::new();
            if let Some(earlier) = scope.claim_once("credit_create", id).await? {
                return scope.find::<Entity>().filter(Column::Id.eq(CreditId::from(earlier))).one().await;
            }
            let currency = currency(&scope, workspace, Some(code)).await?;
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                workspace_id: Set(workspace),
                invoice_id: Set(None),
                origin: Set(CreditOrigin::Goodwill),
                currency: Set(currency.code().to_owned()),
                amount: Set(amount),
                remaining: Set(amount),
                note: Set(note),
                author_id: Set(scope.actor().staff()),
                author_name: Set(scope.actor().staff().map(|_| scope.actor().name().to_owned())),
                created_at: Set(scope.now()),
            };
            let row = scope.insert(row).await?;
            announce_billing(&scope, workspace);
            let entry = Entry::new("credit.given").target("credit", row.id, row.note.clone()).workspace(workspace);
            let detail = json!({ "amount": row.amount, "currency": row.currency });
            audit::record(&scope, entry.detail(detail)).await?;
            Ok(row)
        })
        .await
}

/// Pays an invoice out of a credit of its workspace: as much as fits, where no amount is said.
///
/// # Errors
/// [`Error::NotFound`] for another agency's credit; [`Error::Invalid`] for an invoice of another workspace or in another
/// currency, for more than is left of the one or outstanding on the other, or where that is nothing.
pub async fn apply_credit(
    scope: &AdminScope,
    credit: CreditId,
    id: InvoiceId,
    amount: Option<i64>,
) -> Result<payment::Model> {
    scope
        .transaction(async |scope| {
            let payment = PaymentId::new();
            if let Some(earlier) = scope.claim_once("credit_apply", payment).await? {
                use payment::{Column, Entity};
                return scope.find::<Entity>().filter(Column::Id.eq(PaymentId::from(earlier))).one().await;
            }
            let kept = scope.find::<Entity>().filter(Column::Id.eq(credit)).one().await?;
            let other = || Error::field("invoice_id", "The client has no such invoice.");
            let invoice = match held_invoice(&scope, id).await {
                Err(Error::NotFound) => return Err(other()),
                invoice => invoice?,
            };
            if invoice.workspace_id != kept.workspace_id {
                return Err(other());
            }
            let credit = scope.find::<Entity>().filter(Column::Id.eq(credit)).locked().one().await?;
            if credit.currency != invoice.currency {
                return Err(Error::field("invoice_id", "The invoice is in another currency."));
            }
            if credit.remaining == 0 {
                return Err(Error::field("amount", "Nothing is left of this credit."));
            }
            if invoice.outstanding == 0 {
                return Err(Error::field("invoice_id", "Nothing is outstanding on this invoice."));
            }
            let fits = credit.remaining.min(invoice.outstanding);
            let amount = amount.unwrap_or(fits);
            check_amount(amount)?;
            if amount > fits {
                return Err(Error::field("amount", "This is more than is left of the credit, or outstanding."));
            }
            let row = take(&scope, &credit, &invoice, amount, payment).await?;
            let invoice = recompute(&scope, &invoice).await?;
            record(&scope, Entry::new("credit.applied"), &invoice, &row).await?;
            Ok(row)
        })
        .await
}

/// Takes an amount out of a credit for an invoice; the caller holds both.
pub(super) async fn take(
    scope: &AgencyScope,
    credit: &Model,
    invoice: &invoice::Model,
    amount: i64,
    payment: PaymentId,
) -> Result<payment::Model> {
    let update = scope.update::<Entity>().set(Column::Remaining, credit.remaining - amount);
    update.filter(Column::Id.eq(credit.id)).exec().await?;
    let row = payment::ActiveModel {
        id: Set(payment),
        method: Set(PaymentMethod::Credit),
        happened_on: Set(super::today(scope).await?),
        reference: Set(credit.note.clone()),
        credit_id: Set(Some(credit.id)),
        ..row(scope, invoice, PaymentKind::Credit, amount)
    };
    scope.insert(row).await
}
