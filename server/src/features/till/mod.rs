//! The agency's account at Stripe, by which its clients pay: opened by keys of its own, connected to the install's, or the
//! install's where there is one agency alone. Owner and admins set it up; whoever is to be paid asks for it here. Keys are
//! sealed and never shown again.

mod api;
mod service;

pub use api::StripeAccountApi;
pub use service::{
    Keys, Till, account_id, customer, forget, forget_customer, hold, is_still, known_customer, open, own,
    part_is_set_up, refresh, secrets_of, set_keys, standing,
};
