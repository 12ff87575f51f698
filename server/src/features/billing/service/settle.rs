use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;

use super::tell::{announce, tell};
use crate::access::AgencyScope;
use crate::entity::words::{ActivityKind, CreditOrigin, InvoiceKind, InvoiceStatus, PaymentKind, PaymentState};
use crate::entity::{credit, invoice, payment};
use crate::error::{Error, Result};
use crate::features::billing::books::{Books, books};
use crate::features::billing::settled::less_is_owed;
use crate::ids::{CreditId, Id};

/// Settles an invoice, which the caller holds, anew from all its payments: the one place that writes how much is
/// paid and what is outstanding. What was paid beyond what is owed becomes the workspace's credit.
///
/// # Errors
/// [`Error::Invalid`] when it comes to more than an amount can be.
pub async fn recompute(scope: &AgencyScope, invoice: &invoice::Model) -> Result<invoice::Model> {
    use invoice::{Column, Entity};
    let mut payments = scope.find::<payment::Entity>().filter(payment::Column::InvoiceId.eq(invoice.id)).all().await?;
    adopt(scope, &mut payments).await?;
    let beyond = scope.find::<credit::Entity>().filter(credit::Column::InvoiceId.eq(invoice.id));
    let beyond = beyond.filter(credit::Column::Origin.eq(CreditOrigin::Overpayment)).locked().first().await?;
    let used = beyond.as_ref().map_or(0, |credit| credit.amount - credit.remaining);
    let void = invoice.status == InvoiceStatus::Void;
    let owed = if void || invoice.kind == InvoiceKind::CreditNote { 0 } else { invoice.total };
    let books = books(owed, &payments, used)
        .ok_or_else(|| Error::field("amount", "With what is paid already, this is more than an amount can be."))?;
    keep_beyond(scope, invoice, beyond, books.beyond).await?;
    let settled = books.outstanding == 0;
    let status = match (void, settled) {
        (true, _) => InvoiceStatus::Void,
        (false, true) => InvoiceStatus::Paid,
        (false, false) => InvoiceStatus::Open,
    };
    let now = scope.now();
    let Books { paid, refunded, credited, processing, outstanding, .. } = books;
    let update = scope
        .update::<Entity>()
        .set(Column::Paid, paid)
        .set(Column::Refunded, refunded)
        .set(Column::Credited, credited)
        .set(Column::Processing, processing)
        .set(Column::Outstanding, outstanding)
        .set(Column::Status, status)
        .set(Column::Version, invoice.version + 1)
        .set(Column::UpdatedAt, now);
    let update = match (invoice.status, status) {
        (InvoiceStatus::Open, InvoiceStatus::Paid) => {
            update.set(Column::PaidAt, now).set_expr(Column::RemindAt, Expr::cust("NULL"))
        }
        (InvoiceStatus::Paid, InvoiceStatus::Open) => {
            update.set_expr(Column::PaidAt, Expr::cust("NULL")).set(Column::RemindAt, now)
        }
        _ => update,
    };
    let row = update.filter(Column::Id.eq(invoice.id)).returning().await?.pop().ok_or(Error::NotFound)?;
    if (invoice.status, status) == (InvoiceStatus::Open, InvoiceStatus::Paid) {
        tell(scope, &row, ActivityKind::InvoicePaid, row.number.clone()).await?;
    }
    if row.outstanding < invoice.outstanding {
        less_is_owed(scope, &row).await?;
    }
    announce(scope, &row);
    Ok(row)
}

/// Has refunds count that came before the payment of which they are, once that is here.
async fn adopt(scope: &AgencyScope, payments: &mut [payment::Model]) -> Result<()> {
    use payment::{Column, Entity};
    let here: Vec<_> = payments
        .iter()
        .filter(|row| row.kind == PaymentKind::Payment && row.state == PaymentState::Succeeded)
        .filter_map(|row| Some((row.provider_id.clone()?, row.id, row.method)))
        .collect();
    for row in payments {
        if row.kind != PaymentKind::Refund || row.state != PaymentState::Processing {
            continue;
        }
        let Some((_, of, method)) = here.iter().find(|(provider_id, ..)| *provider_id == row.reference) else {
            continue;
        };
        let update = scope.update::<Entity>().set(Column::State, PaymentState::Succeeded).set(Column::RefundOf, *of);
        let update = update.set(Column::Method, *method).set(Column::UpdatedAt, scope.now());
        update.filter(Column::Id.eq(row.id)).exec().await?;
        row.state = PaymentState::Succeeded;
    }
    Ok(())
}

/// Keeps as the workspace's credit what was paid beyond what is owed.
async fn keep_beyond(
    scope: &AgencyScope,
    invoice: &invoice::Model,
    kept: Option<credit::Model>,
    beyond: i64,
) -> Result<()> {
    use credit::{ActiveModel, Column, Entity};
    match kept {
        Some(kept) if beyond == kept.amount => {}
        Some(kept) if beyond == 0 => {
            scope.delete::<Entity>().filter(Column::Id.eq(kept.id)).exec().await?;
        }
        Some(kept) => {
            let used = kept.amount - kept.remaining;
            let update = scope.update::<Entity>().set(Column::Amount, beyond).set(Column::Remaining, beyond - used);
            update.filter(Column::Id.eq(kept.id)).exec().await?;
        }
        None if beyond == 0 => {}
        None => {
            let row = ActiveModel {
                id: Set(CreditId::new()),
                agency_id: NotSet,
                workspace_id: Set(invoice.workspace_id),
                invoice_id: Set(Some(invoice.id)),
                origin: Set(CreditOrigin::Overpayment),
                currency: Set(invoice.currency.clone()),
                amount: Set(beyond),
                remaining: Set(beyond),
                note: Set(format!("Paid beyond invoice {}", invoice.number)),
                author_id: Set(None),
                author_name: Set(None),
                created_at: Set(scope.now()),
            };
            scope.insert(row).await?;
        }
    }
    Ok(())
}
