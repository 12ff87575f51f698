use portico_stripe::Trouble;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::LikeExpr;

use super::apply::free;
use crate::access::{AdminScope, AgencyScope};
use crate::entity::words::{CheckoutState, InvoiceStatus, SubscriptionState};
use crate::entity::{checkout, invoice, subscription};
use crate::error::{Error, Result};
use crate::features::till::{self, Till};
use crate::stripe::Cashier;

/// Forgets the agency's account at Stripe. Pages on which somebody could still pay are closed there before, also where the
/// account may not charge any more: of money that came by them nobody would hear. Where Stripe does not take the key any
/// more we hear nothing already, and nothing is in the way.
///
/// # Errors
/// [`Error::NotFound`] where there is none; a conflict that says how much still runs at Stripe; what Stripe says against
/// closing a page.
pub async fn leave(scope: &AdminScope, cashier: &Cashier) -> Result<()> {
    let till = match till::own(scope, cashier).await {
        // The install has no key any more by which the account could be asked.
        Err(Error::Conflict { .. }) => return forget(scope).await,
        other => other?,
    };
    if !vacate(scope, &till).await? {
        return forget(scope).await;
    }
    scope
        .transaction(async |scope| {
            if !till::hold(&scope, &till.account).await? {
                return Err(Error::NotFound);
            }
            vacant(&scope, &till.account).await?;
            till::forget(&scope).await
        })
        .await
}

async fn forget(scope: &AgencyScope) -> Result<()> {
    scope.transaction(async |scope| till::forget(&scope).await).await
}

/// Closes the pages at an account on which somebody could still pay, before the agency is paid by it no more. False
/// where Stripe does not take the key any more, so that nothing can be closed.
///
/// # Errors
/// A conflict that says how much still runs at Stripe; what Stripe says against closing a page.
pub async fn vacate(scope: &AgencyScope, till: &Till) -> Result<bool> {
    match till.stripe.own_account().await {
        Err(Trouble::Unauthorised) => return Ok(false),
        // A key that may not look at the account may close pages all the same.
        Err(Trouble::Forbidden) => {}
        other => drop(other?),
    }
    running(scope, &till.account).await?;
    close_pages(scope, till).await?;
    Ok(true)
}

/// Looks once more, within the transaction that holds the account: somebody may have paid on a page while it was being
/// closed, or has just opened another.
///
/// # Errors
/// A conflict that says what still runs at Stripe.
pub async fn vacant(scope: &AgencyScope, account: &str) -> Result<()> {
    running(scope, account).await?;
    let open = open_pages(scope, account).await?;
    if open.iter().any(|page| page.expires_at > scope.now()) {
        return Err(Error::conflict("stripe_in_use", "somebody is about to pay; try again in a moment"));
    }
    Ok(())
}

async fn open_pages(scope: &AgencyScope, account: &str) -> Result<Vec<checkout::Model>> {
    use checkout::{Column, Entity};
    let open = scope.find::<Entity>().filter(Column::AccountId.eq(account));
    open.filter(Column::State.eq(CheckoutState::Open)).asc(Column::Id).all().await
}

async fn close_pages(scope: &AgencyScope, till: &Till) -> Result<()> {
    for page in open_pages(scope, &till.account).await? {
        match free(scope, till, &page).await {
            Err(error) if page.expires_at > scope.now() => return Err(error),
            // Its time is over: nobody can pay there, whatever Stripe says to us.
            Err(error) => tracing::warn!(checkout = %page.id, %error, "closing a page at Stripe"),
            Ok(_) => {}
        }
    }
    Ok(())
}

/// Refuses while something runs at Stripe of which we would not hear any more.
async fn running(scope: &AgencyScope, account: &str) -> Result<()> {
    let payments = scope.find::<checkout::Entity>().filter(checkout::Column::AccountId.eq(account));
    let payments = payments.filter(checkout::Column::State.eq(CheckoutState::Processing)).count().await?;
    let there = || scope.find::<subscription::Entity>().filter(subscription::Column::AccountId.eq(account));
    let subscriptions = there().filter(subscription::Column::State.ne(SubscriptionState::Ended)).count().await?;
    // A subscription's invoices have pages of their own, which stay open after its end. They do not say whose they are:
    // where nothing was ever subscribed to, none is of this account.
    let invoices = if there().first().await?.is_some() {
        let open = scope.find::<invoice::Entity>().filter(invoice::Column::Status.eq(InvoiceStatus::Open));
        let theirs = invoice::Column::ProviderId.like(LikeExpr::new("in\\_%").escape('\\'));
        open.filter(theirs).count().await?
    } else {
        0
    };
    let found = [
        (payments, "payment is on its way", "payments are on their way"),
        (subscriptions, "subscription runs there", "subscriptions run there"),
        (invoices, "invoice of a subscription is open there", "invoices of subscriptions are open there"),
    ];
    let found: Vec<String> = found
        .into_iter()
        .filter(|(many, ..)| *many > 0)
        .map(|(many, one, several)| format!("{many} {}", if many == 1 { one } else { several }))
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    let found = found.join(", ");
    let message = format!("{found}; wait for payments, end subscriptions, and settle or void their invoices");
    Err(Error::conflict("stripe_in_use", message))
}
