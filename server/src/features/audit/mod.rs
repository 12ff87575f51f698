//! The audit trail: who did what to which thing, when and from where. Verbs record into it with their own
//! transaction; owners and admins read it, and `portico doctor audit` proves that nobody has touched it.
//! Clients never see it, and nothing in it is a secret.

mod api;
mod entry;
mod service;
mod verify;

pub use api::AuditApi;
pub use entry::{Entry, record};
pub use verify::{Verdict, verify};
