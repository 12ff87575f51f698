use crate::client::Stripe;
use crate::error::Trouble;
use crate::objects::{Invoice, Listed, Subscription};
use std::collections::HashMap;
use stripe_billing::invoice::{ListInvoice, PayInvoice, RetrieveInvoice, VoidInvoiceInvoice};
use stripe_billing::subscription::{
    CancelSubscription, CreateSubscription, CreateSubscriptionItems, RetrieveSubscription, UpdateSubscription,
};
use stripe_shared::SubscriptionCollectionMethod;

/// A subscription as it is wanted.
#[derive(Debug, Clone)]
pub struct Ordered {
    pub customer: String,
    pub price: String,
    pub quantity: u64,
    /// Within how many days each invoice is to be paid.
    pub days: u32,
    pub metadata: HashMap<String, String>,
}

impl Stripe {
    /// A subscription whose invoices are paid on Stripe's pages.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn subscribe(&self, key: &str, ordered: &Ordered) -> Result<Subscription, Trouble> {
        let mut item = CreateSubscriptionItems::new();
        item.price = Some(ordered.price.clone());
        item.quantity = Some(ordered.quantity);
        let request = CreateSubscription::new()
            .customer(ordered.customer.clone())
            .items([item])
            .collection_method(SubscriptionCollectionMethod::SendInvoice)
            .days_until_due(ordered.days)
            .metadata(ordered.metadata.clone());
        self.write(key, &request).await
    }

    /// # Errors
    /// `Missing` if this account has no such subscription.
    pub async fn subscription(&self, id: &str) -> Result<Subscription, Trouble> {
        self.read(&RetrieveSubscription::new(id)).await
    }

    /// Ends it now.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn cancel_subscription(&self, key: &str, id: &str) -> Result<Subscription, Trouble> {
        self.write(key, &CancelSubscription::new(id)).await
    }

    /// Ends it when what is paid for is over.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn cancel_later(&self, key: &str, id: &str) -> Result<Subscription, Trouble> {
        self.write(key, &UpdateSubscription::new(id).cancel_at_period_end(true)).await
    }

    /// An invoice with its payments.
    ///
    /// # Errors
    /// `Missing` if this account has no such invoice.
    pub async fn invoice(&self, id: &str) -> Result<Invoice, Trouble> {
        self.read(&RetrieveInvoice::new(id).expand(["payments".to_owned()])).await
    }

    /// A subscription's newest invoices, up to a hundred, without their payments.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn invoices(&self, subscription: &str) -> Result<Vec<Invoice>, Trouble> {
        let listed: Listed<Invoice> = self.read(&ListInvoice::new().subscription(subscription).limit(100)).await?;
        Ok(listed.data)
    }

    /// Says that an invoice was paid past Stripe.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn paid_elsewhere(&self, key: &str, invoice: &str) -> Result<Invoice, Trouble> {
        self.write(key, &PayInvoice::new(invoice).paid_out_of_band(true)).await
    }

    /// Says that an invoice is not to be paid any more.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn void_invoice(&self, key: &str, invoice: &str) -> Result<Invoice, Trouble> {
        self.write(key, &VoidInvoiceInvoice::new(invoice)).await
    }
}
