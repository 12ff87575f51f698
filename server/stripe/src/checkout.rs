use crate::client::Stripe;
use crate::error::Trouble;
use crate::objects::{Page, Session};
use std::collections::HashMap;
use std::convert::Infallible;
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionLineItems, CreateCheckoutSessionLineItemsPriceData,
    CreateCheckoutSessionPaymentIntentData, ExpireCheckoutSession, ProductData, RetrieveCheckoutSession,
};
use stripe_shared::CheckoutSessionMode;
use stripe_types::Currency;

/// What somebody is asked to pay for.
#[derive(Debug, Clone)]
pub struct Line {
    pub name: String,
    /// In minor units of the session's currency.
    pub amount: i64,
}

/// A session as it is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub customer: String,
    /// ISO 4217, in any case.
    pub currency: String,
    pub lines: Vec<Line>,
    /// Our own name of it.
    pub reference: String,
    pub success_url: String,
    pub cancel_url: String,
    pub expires_at: Option<i64>,
    pub metadata: HashMap<String, String>,
}

impl Stripe {
    /// # Errors
    /// What Stripe says against it.
    pub async fn open_checkout(&self, key: &str, wanted: &Wanted) -> Result<Page, Trouble> {
        let currency = currency(&wanted.currency);
        let lines: Vec<_> = wanted
            .lines
            .iter()
            .map(|line| {
                let mut price = CreateCheckoutSessionLineItemsPriceData::new(currency.clone());
                price.product_data = Some(ProductData::new(line.name.clone()));
                price.unit_amount = Some(line.amount);
                let mut item = CreateCheckoutSessionLineItems::new();
                item.price_data = Some(price);
                item.quantity = Some(1);
                item
            })
            .collect();
        let mut intent = CreateCheckoutSessionPaymentIntentData::new();
        intent.metadata = Some(wanted.metadata.clone());
        let mut request = CreateCheckoutSession::new()
            .mode(CheckoutSessionMode::Payment)
            .customer(wanted.customer.clone())
            .client_reference_id(wanted.reference.clone())
            .success_url(wanted.success_url.clone())
            .cancel_url(wanted.cancel_url.clone())
            .metadata(wanted.metadata.clone())
            .payment_intent_data(intent)
            .line_items(lines);
        if let Some(at) = wanted.expires_at {
            request = request.expires_at(at);
        }
        self.write(key, &request).await
    }

    /// The session, its payment and the payment's charge, as they are now.
    ///
    /// # Errors
    /// `Missing` if this account has no such session.
    pub async fn checkout(&self, id: &str) -> Result<Session, Trouble> {
        let parts = ["payment_intent".to_owned(), "payment_intent.latest_charge".to_owned()];
        self.read(&RetrieveCheckoutSession::new(id).expand(parts)).await
    }

    /// Nobody can pay on this page any more.
    ///
    /// # Errors
    /// `Refused` if it is not open.
    pub async fn expire_checkout(&self, key: &str, id: &str) -> Result<Page, Trouble> {
        self.write(key, &ExpireCheckoutSession::new(id)).await
    }
}

/// Also one that the library does not know, such as KWD: Stripe says whether it takes it.
pub(crate) fn currency(code: &str) -> Currency {
    code.to_ascii_lowercase().parse().unwrap_or_else(|never: Infallible| match never {})
}
