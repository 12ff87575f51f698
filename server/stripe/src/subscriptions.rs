use crate::client::Stripe;
use crate::error::Trouble;
use crate::objects::{Invoice, Listed, Subscription};
use stripe_billing::invoice::{ListInvoice, RetrieveInvoice};
use stripe_billing::subscription::{
    CancelSubscription, CreateSubscription, CreateSubscriptionItems, RetrieveSubscription,
};
use stripe_shared::SubscriptionCollectionMethod;

impl Stripe {
    /// A subscription whose invoices are paid on Stripe's pages, within `days`.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn subscribe(
        &self,
        key: &str,
        customer: &str,
        price: &str,
        quantity: u64,
        days: u32,
    ) -> Result<Subscription, Trouble> {
        let mut item = CreateSubscriptionItems::new();
        item.price = Some(price.to_owned());
        item.quantity = Some(quantity);
        let request = CreateSubscription::new()
            .customer(customer)
            .items([item])
            .collection_method(SubscriptionCollectionMethod::SendInvoice)
            .days_until_due(days);
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

    /// # Errors
    /// `Missing` if this account has no such invoice.
    pub async fn invoice(&self, id: &str) -> Result<Invoice, Trouble> {
        self.read(&RetrieveInvoice::new(id)).await
    }

    /// A subscription's newest invoices, up to a hundred.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn invoices(&self, subscription: &str) -> Result<Vec<Invoice>, Trouble> {
        let listed: Listed<Invoice> = self.read(&ListInvoice::new().subscription(subscription).limit(100)).await?;
        Ok(listed.data)
    }
}
