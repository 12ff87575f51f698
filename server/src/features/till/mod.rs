//! The agency's account at Stripe, by which its clients pay: opened by keys of its own, connected to the install's, or the
//! install's where there is one agency alone. Owner and admins set it up, by `online`; whoever is to be paid asks for it here.
//! Keys are sealed and never shown again.

mod service;

pub use service::{
    Keys, NewAccount, Standing, Till, account_id, by_install, connected, customer, forget, forget_customer, hold,
    is_still, keep, known_customer, make, onboarding, open, own, part_is_set_up, prove, refresh, secrets_of, standing,
};
