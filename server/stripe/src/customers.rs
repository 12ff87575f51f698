use crate::client::Stripe;
use crate::error::Trouble;
use crate::objects::{Listed, Made, Method, Page};
use std::collections::HashMap;
use stripe_billing::billing_portal_session::{
    CreateBillingPortalSession, CreateBillingPortalSessionFlowData, CreateBillingPortalSessionFlowDataAfterCompletion,
    CreateBillingPortalSessionFlowDataAfterCompletionRedirect,
    CreateBillingPortalSessionFlowDataAfterCompletionType as After, CreateBillingPortalSessionFlowDataType as Flow,
};
use stripe_core::customer::{CreateCustomer, ListPaymentMethodsCustomer};

impl Stripe {
    /// # Errors
    /// What Stripe says against it.
    pub async fn create_customer(
        &self,
        key: &str,
        name: &str,
        metadata: HashMap<String, String>,
    ) -> Result<Made, Trouble> {
        self.write(key, &CreateCustomer::new().name(name).metadata(metadata)).await
    }

    /// Up to a hundred of how a customer can pay.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn payment_methods(&self, customer: &str) -> Result<Vec<Method>, Trouble> {
        let listed: Listed<Method> = self.read(&ListPaymentMethodsCustomer::new(customer).limit(100)).await?;
        Ok(listed.data)
    }

    /// Stripe's page where a customer adds or changes a way to pay, which leads back to `back`.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn payment_method_page(&self, key: &str, customer: &str, back: &str) -> Result<Page, Trouble> {
        let mut after = CreateBillingPortalSessionFlowDataAfterCompletion::new(After::Redirect);
        after.redirect = Some(CreateBillingPortalSessionFlowDataAfterCompletionRedirect::new(back));
        let mut flow = CreateBillingPortalSessionFlowData::new(Flow::PaymentMethodUpdate);
        flow.after_completion = Some(after);
        let request = CreateBillingPortalSession::new().customer(customer).return_url(back).flow_data(flow);
        self.write(key, &request).await
    }
}
