use super::leave::{vacant, vacate};
use crate::access::AdminScope;
use crate::error::{Error, Result};
use crate::features::till::{self, Keys, NewAccount, Till};
use crate::stripe::Cashier;

/// Has the agency paid by an account of its own. Stripe is asked whose the key is before it is kept.
///
/// # Errors
/// [`Error::Invalid`] at what is no key, or that Stripe does not take; a conflict where the agency is paid by another
/// account, or something still runs at the install's; [`Error::Unavailable`] where Stripe does not answer.
pub async fn set_keys(scope: &AdminScope, cashier: &Cashier, keys: &Keys) -> Result<()> {
    let account = till::prove(cashier, keys).await?;
    let before = leave_install(scope, cashier).await?;
    keep(scope, before.as_ref(), &account).await
}

/// Makes an account of the agency's, connected to the install's, and gives Stripe's page where it is set up. Asked
/// again, it gives the page for the same account.
///
/// # Errors
/// A conflict where the install has no account, the agency has keys of its own, or something still runs at the
/// install's; what Stripe says against it.
pub async fn connect(scope: &AdminScope, cashier: &Cashier, back: &str) -> Result<String> {
    let account = match till::connected(scope, cashier).await? {
        Some(account) => account,
        None => {
            let before = leave_install(scope, cashier).await?;
            let made = till::make(scope, cashier).await?;
            keep(scope, before.as_ref(), &made).await?;
            made.account.id
        }
    };
    till::onboarding(scope, cashier, &account, back).await
}

/// The install's account, where the agency was paid by it: nobody removes that, so that what is open there is closed
/// when another takes its place. None where nothing can be open, or its key does not work any more.
async fn leave_install(scope: &AdminScope, cashier: &Cashier) -> Result<Option<Till>> {
    let till = match till::by_install(scope, cashier).await {
        Err(Error::Conflict { .. }) => return Ok(None),
        other => other?,
    };
    let Some(till) = till else { return Ok(None) };
    Ok(vacate(scope, &till).await?.then_some(till))
}

async fn keep(scope: &AdminScope, before: Option<&Till>, account: &NewAccount) -> Result<()> {
    scope
        .transaction(async |scope| {
            till::keep(&scope, account).await?;
            match before {
                Some(till) => vacant(&scope, &till.account).await,
                None => Ok(()),
            }
        })
        .await
}
