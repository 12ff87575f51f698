//! The staff API's operations on webhooks. All are for an owner or an admin.

mod deliveries;
mod webhooks;
mod wire;

pub use deliveries::DeliveryApi;
pub use webhooks::WebhookApi;
