//! What staff are about to do that clients will see: it waits a few seconds, and can be recalled until it is done.
//! While it waits it is a row of the agency's alone; when it is due, the verb that everybody uses is called as the
//! person who asked for it. What a script does directly never comes here.

mod action;
mod api;
mod service;

pub use action::Action;
pub use api::HeldApi;
pub use service::{do_due, hold};
