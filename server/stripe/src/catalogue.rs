use crate::checkout::currency;
use crate::client::Stripe;
use crate::error::Trouble;
use crate::objects::Made;
use stripe_product::price::{CreatePrice, CreatePriceRecurring, CreatePriceRecurringInterval, UpdatePrice};
use stripe_product::product::{CreateProduct, UpdateProduct};

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

    /// Gives a product another name, and says whether it is still sold.
    ///
    /// # Errors
    /// `Missing` if this account has no such product.
    pub async fn change_product(&self, key: &str, product: &str, name: &str, active: bool) -> Result<Made, Trouble> {
        self.write(key, &UpdateProduct::new(product).name(name).active(active)).await
    }

    /// Nothing is sold at this price any more; what is goes on.
    ///
    /// # Errors
    /// `Missing` if this account has no such price.
    pub async fn retire_price(&self, key: &str, price: &str) -> Result<Made, Trouble> {
        self.write(key, &UpdatePrice::new(price).active(false)).await
    }
}
