//! What Portico asks of Stripe, and how it knows that Stripe is speaking.
//!
//! A crate of its own, because Stripe's types take minutes to build and nothing else should wait for them. It knows no
//! database and no invoice. Answers are decoded into the few fields that we read, so that a field which Stripe adds or
//! drops breaks nothing; every write carries a key of the caller's, so that asking again never does a thing twice.
mod catalogue;
mod checkout;
mod client;
mod connect;
mod customers;
mod error;
mod events;
mod objects;
mod payments;
mod subscriptions;
pub mod webhook;

pub use catalogue::Interval;
pub use checkout::{Line, Wanted};
pub use client::{Settings, Stripe};
pub use error::Trouble;
pub use events::Event;
pub use objects::{
    Account, Card, Charge, Dispute, Intent, Invoice, InvoiceLine, Made, Metadata, Method, Page, Refund, Session,
    Subscription,
};
pub use subscriptions::Ordered;
