//! Outgoing webhooks: an agency's own programs are told of what happens, by signed requests as Standard Webhooks has
//! them. `catalogue` says which events there are, `take` writes what is to be told, once for each webhook, and `send` asks.
//! Only owners and admins see any of it: what is told includes what only staff know. See `docs/webhooks.md`.

mod api;
mod catalogue;
mod jobs;
mod payload;
mod schedule;
mod send;
mod service;
mod signature;
mod take;

pub use api::{DeliveryApi, WebhookApi};
pub use jobs::{SendDue, SendWebhook};
pub use service::{NewWebhook, create, send_test};
pub use take::take_waiting;
