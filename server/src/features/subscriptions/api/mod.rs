mod products;
mod subscriptions;
mod wire;

pub use products::{PriceApi, ProductApi};
pub use subscriptions::SubscriptionApi;
