use crate::checkout::currency;
use crate::client::Stripe;
use crate::error::Trouble;
use crate::objects::Made;
use stripe_product::price::{CreatePrice, CreatePriceRecurring, CreatePriceRecurringInterval};
use stripe_product::product::CreateProduct;

/// How often a price is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    Once,
    Month,
    Year,
}

impl Stripe {
    /// # Errors
    /// What Stripe says against it.
    pub async fn create_product(&self, key: &str, name: &str) -> Result<Made, Trouble> {
        self.write(key, &CreateProduct::new(name)).await
    }

    /// # Errors
    /// `Refused` if Stripe does not take the currency.
    pub async fn create_price(
        &self,
        key: &str,
        product: &str,
        code: &str,
        amount: i64,
        interval: Interval,
    ) -> Result<Made, Trouble> {
        let price = CreatePrice::new(currency(code)).product(product).unit_amount(amount);
        let recurring = match interval {
            Interval::Once => return self.write(key, &price).await,
            Interval::Month => CreatePriceRecurringInterval::Month,
            Interval::Year => CreatePriceRecurringInterval::Year,
        };
        self.write(key, &price.recurring(CreatePriceRecurring::new(recurring))).await
    }
}
