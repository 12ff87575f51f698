//! What can be paid online. One rule for the pages that offer it and for whoever then asks Stripe.

use crate::entity::invoice::Model;
use crate::entity::words::{InvoiceKind, InvoiceStatus};
use crate::money::Currency;
use crate::stripe::{outward, takes};

/// Why an invoice cannot be paid online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpayable {
    /// It is settled or void, or asks for nothing.
    Settled,
    /// A payment of it is on its way.
    OnItsWay,
    /// The amount cannot be said to Stripe.
    Amount,
}

/// What Stripe is asked for where an invoice is paid online, alone or together with others, in Stripe's units.
///
/// # Errors
/// Why it cannot be paid.
pub fn asked_online(row: &Model) -> Result<i64, Unpayable> {
    if row.kind != InvoiceKind::Invoice || row.status != InvoiceStatus::Open || row.outstanding <= 0 {
        return Err(Unpayable::Settled);
    }
    if row.processing > 0 {
        return Err(Unpayable::OnItsWay);
    }
    let asked = Currency::of(&row.currency).and_then(|currency| outward(row.outstanding, currency));
    asked.ok_or(Unpayable::Amount)
}

/// Whether an invoice waits to be paid, and online it cannot be: Stripe does not take its amount.
pub fn is_beyond(row: &Model) -> bool {
    !payable(&[row]) && !matches!(asked_online(row), Err(Unpayable::Settled | Unpayable::OnItsWay))
}

/// Whether these, all of one currency, can be paid online at once now: each of them, and Stripe takes what they come to.
pub fn payable(rows: &[&Model]) -> bool {
    let sum = rows.iter().try_fold(0_i64, |sum, row| sum.checked_add(asked_online(row).ok()?));
    let currency = rows.first().and_then(|row| Currency::of(&row.currency));
    sum.zip(currency).is_some_and(|(sum, currency)| takes(sum, currency))
}
