use portico_stripe::Trouble;

use super::ask::ask_invoice;
use super::ledger::follow_invoice;
use crate::access::AgencyScope;
use crate::error::{Error, Result};
use crate::features::till::Till;
use crate::money::Currency;
use crate::stripe::inward;

/// Stripe's page on which an invoice of a subscription is paid. None where it is done with there: then the ledger follows,
/// and knows whether something is left to pay.
///
/// # Errors
/// A conflict where Stripe would ask for something else than is owed here; what Stripe says against it.
pub async fn pay_page(scope: &AgencyScope, till: &Till, name: &str, owed: i64) -> Result<Option<String>> {
    let gone = || Error::conflict("stripe_missing", "Stripe knows no such invoice");
    let asked = ask_invoice(scope, till, name).await?.ok_or_else(gone)?;
    let open = matches!(asked.said.status.as_deref(), Some("open" | "uncollectible"));
    let currency = Currency::of(&asked.said.currency.to_ascii_uppercase()).ok_or(Trouble::Malformed)?;
    if open && inward(asked.said.amount_remaining, currency) != Some(owed) {
        let message = "part of this is settled already; the agency will tell you how to pay the rest";
        return Err(Error::conflict("partly_settled", message));
    }
    let page = asked.said.hosted_invoice_url.clone().filter(|_| open);
    if page.is_none() {
        // It was paid, and nobody told us yet.
        scope.transaction(async |scope| follow_invoice(&scope, &asked).await).await?;
    }
    Ok(page)
}
