//! A staff user's own account, over the API: what they say of themselves, password, second factor and sessions. Every
//! verb is about the caller, but for one: an admin takes away the second factor that a teammate has lost.

mod api;
mod emails;
mod service;

pub use api::{LostFactorApi, MeApi, SecondFactorApi};
pub use service::{accept_code, end_all_sessions, has_second_factor, me, take_away};
