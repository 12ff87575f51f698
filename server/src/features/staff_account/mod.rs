//! A staff user's own account, over the API: what they say of themselves, password, second factor and sessions. Every
//! verb is about the caller and nobody else.

mod api;
mod service;

pub use api::{MeApi, SecondFactorApi};
pub use service::{accept_code, end_all_sessions, has_second_factor, me};
