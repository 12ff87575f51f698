//! API tokens: what a staff user gives to a program so that it can act as them, within scopes and for a time. They
//! are exchanged for access tokens at the sign-in, die with their owner's account, and never do more than the owner.

mod api;
mod service;

pub use api::ApiTokenApi;
pub use service::{exchange, revoke_all};
