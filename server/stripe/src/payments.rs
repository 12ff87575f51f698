use crate::client::Stripe;
use crate::error::Trouble;
use crate::objects::{Dispute, Intent, Listed, Refund};
use stripe_core::dispute::ListDispute;
use stripe_core::payment_intent::RetrievePaymentIntent;
use stripe_core::refund::{CreateRefund, ListRefund};

impl Stripe {
    /// # Errors
    /// `Missing` if this account has no such payment.
    pub async fn payment(&self, id: &str) -> Result<Intent, Trouble> {
        self.read(&RetrievePaymentIntent::new(id).expand(["latest_charge".to_owned()])).await
    }

    /// # Errors
    /// `Refused` if there is no more to refund.
    pub async fn refund(&self, key: &str, payment: &str, amount: i64) -> Result<Refund, Trouble> {
        self.write(key, &CreateRefund::new().payment_intent(payment).amount(amount)).await
    }

    /// The refunds of a payment, up to a hundred.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn refunds(&self, payment: &str) -> Result<Vec<Refund>, Trouble> {
        let listed: Listed<Refund> = self.read(&ListRefund::new().payment_intent(payment).limit(100)).await?;
        Ok(listed.data)
    }

    /// # Errors
    /// What Stripe says against it.
    pub async fn disputes(&self, payment: &str) -> Result<Vec<Dispute>, Trouble> {
        let listed: Listed<Dispute> = self.read(&ListDispute::new().payment_intent(payment).limit(100)).await?;
        Ok(listed.data)
    }
}
