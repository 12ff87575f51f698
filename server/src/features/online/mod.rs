//! Being paid online, through Stripe: pages on which clients pay and keep their cards, which are Stripe's; what Stripe
//! tells us of it. A card's number never comes here. What Stripe says of a payment is
//! always asked anew before it counts, so that webhooks may come twice, late, in any order or never; the ledger itself is
//! `billing`'s, and the account `till`'s. Clients with `can_view_invoices` pay; owner and admins see what Stripe told.

mod api;
mod hook;
mod jobs;
mod portal;
mod service;
mod views;

pub use api::{StripeAccountApi, StripeEventApi};
pub use hook::{connected_webhook, webhook};
pub use jobs::{ApplyStripeEvent, ReconcileStripe};
pub use portal::pages;
pub use service::set_keys;
