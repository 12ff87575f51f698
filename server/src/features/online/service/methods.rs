use portico_stripe::{Method, Trouble};

use crate::access::{AgencyScope, InvoiceReader};
use crate::error::{Error, Result};
use crate::features::till;
use crate::stripe::Cashier;

/// How a workspace can pay.
pub enum Methods {
    /// In the order in which Stripe has them; none were added yet where there are none.
    Known(Vec<Method>),
    /// Stripe does not answer.
    Silent,
}

/// How the client's workspace can pay, as Stripe says now. We keep none of it.
///
/// # Errors
/// [`Error::NotFound`] where nobody can pay online.
pub async fn methods(client: &InvoiceReader, house: &AgencyScope, cashier: &Cashier) -> Result<Methods> {
    let account = match till::open(house, cashier).await {
        Ok(till) => till.ok_or(Error::NotFound)?,
        Err(Error::Conflict { .. }) => return Ok(Methods::Silent),
        Err(error) => return Err(error),
    };
    let Some(customer) = till::known_customer(house, &account, client.workspace()).await? else {
        return Ok(Methods::Known(Vec::new()));
    };
    match account.stripe.payment_methods(&customer).await {
        Ok(methods) => Ok(Methods::Known(methods)),
        // Somebody removed the customer there.
        Err(Trouble::Missing) => {
            till::forget_customer(house, &account, client.workspace()).await?;
            Ok(Methods::Known(Vec::new()))
        }
        Err(trouble) => {
            tracing::warn!(%trouble, "asking for ways to pay");
            Ok(Methods::Silent)
        }
    }
}

/// Stripe's page where the workspace's ways to pay are added and changed, which leads back to `back`.
///
/// # Errors
/// [`Error::NotFound`] where nobody can pay online; what Stripe says against it.
pub async fn manage(client: &InvoiceReader, house: &AgencyScope, cashier: &Cashier, back: &str) -> Result<String> {
    let account = till::open(house, cashier).await?.ok_or(Error::NotFound)?;
    let customer = till::customer(house, &account, client.workspace(), &client.seat().name).await?;
    let key = format!("methods-{customer}-{}", house.now().timestamp_micros());
    let page = account.stripe.payment_method_page(&key, &customer, back).await?;
    page.url.ok_or_else(|| Trouble::Malformed.into())
}
