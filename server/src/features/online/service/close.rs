use std::collections::HashMap;

use sea_orm::ColumnTrait;

use super::apply::{Freed, free};
use crate::access::AgencyScope;
use crate::entity::words::CheckoutState;
use crate::entity::{checkout, checkout_invoice, invoice};
use crate::error::{Error, Result};
use crate::features::till;
use crate::ids::{CheckoutId, InvoiceId};
use crate::stripe::Cashier;

/// Closes the page at Stripe on which an invoice can be paid, where that page asks for more than is outstanding: the
/// invoice was settled or voided since. Who has paid there already is booked.
///
/// # Errors
/// What Stripe says against it; [`Error::Unavailable`] while the page may still be paid on.
pub async fn close(scope: &AgencyScope, cashier: &Cashier, invoice: InvoiceId) -> Result<()> {
    use checkout_invoice::{Column, Entity};
    let live = scope.find::<Entity>().filter(Column::LiveId.eq(invoice)).first().await?;
    let Some(part) = live else { return Ok(()) };
    let attempt = scope.find::<checkout::Entity>().filter(checkout::Column::Id.eq(part.checkout_id)).one().await?;
    if attempt.state != CheckoutState::Open || !asks_too_much(scope, attempt.id).await? {
        return Ok(());
    }
    // Without the account there is nobody whom we could ask.
    let Some(till) = till::open(scope, cashier).await? else { return Ok(()) };
    if free(scope, &till, &attempt).await? == Freed::Ended {
        return Ok(());
    }
    let after = scope.find::<checkout::Entity>().filter(checkout::Column::Id.eq(attempt.id)).one().await?;
    match after.state {
        CheckoutState::Open => Err(Error::Unavailable(anyhow::anyhow!("a page of what is settled is still open"))),
        _ => Ok(()),
    }
}

/// Whether an attempt asks for more than is outstanding on one of its invoices.
///
/// # Errors
/// When the database fails.
pub async fn asks_too_much(scope: &AgencyScope, id: CheckoutId) -> Result<bool> {
    use checkout_invoice::{Column, Entity};
    let parts = scope.find::<Entity>().filter(Column::CheckoutId.eq(id)).all().await?;
    let ids = parts.iter().map(|part| part.invoice_id);
    let invoices = scope.find::<invoice::Entity>().filter(invoice::Column::Id.is_in(ids)).all().await?;
    let owed: HashMap<InvoiceId, i64> = invoices.into_iter().map(|row| (row.id, row.outstanding)).collect();
    Ok(parts.iter().any(|part| owed.get(&part.invoice_id).is_some_and(|owed| *owed < part.amount)))
}
