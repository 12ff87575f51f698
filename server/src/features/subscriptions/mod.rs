//! What clients pay for again and again: products with prices, and subscriptions to them. Where the agency has an account
//! at Stripe, products are mirrored there, and a subscription's invoices are made and paid there and put into the ledger
//! with their lines; where it has none, we make the invoices ourselves. Staff read; owner and admins sell, start and
//! cancel. What Stripe says is always asked anew, so that webhooks may come twice, late, in any order or never.

mod api;
mod jobs;
mod service;

pub use api::{PriceApi, ProductApi, SubscriptionApi};
pub use jobs::{MirrorProduct, RenewSubscriptions};
pub use service::{
    NewPrice, NewProduct, NewSubscription, News, ask, create_price, create_product, follow, invoice_of, pay_page,
    reconcile, start,
};
