//! A client's second factor: an authenticator's codes, and recovery codes that stand in for one. The sign-in asks
//! for them, the account sets them up; both through the person's own scope. Where a phone
//! is lost, an admin takes the factor away. Staff have theirs in `staff_account`.

mod api;
mod emails;
mod lost;
mod service;

pub use api::ClientFactorApi;
pub use emails::taken_away_letter;
pub use service::{State, accept, begin, confirm, disable, forget_since, is_on, renew_codes, state};
