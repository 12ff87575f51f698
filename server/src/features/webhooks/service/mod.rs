//! The verbs: webhooks themselves, what is sent to them, and what comes of it.

mod deliveries;
mod pause;
mod replay;
mod secret;
mod settle;
mod webhooks;

pub use deliveries::{Whole, attempts_of, deliveries};
pub use pause::{pause, resume};
pub use replay::{replay, replay_since, send_test};
pub use secret::{opened, rotate, secrets};
pub use settle::settle;
pub use webhooks::{NewWebhook, WebhookChange, change, create, find, list, remove};
