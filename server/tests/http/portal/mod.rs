//! The portal, as clients and those who would be clients use it.

mod account;
mod account_rows;
mod cve;
mod email;
pub mod enrolled;
mod front;
mod hosts;
mod live;
mod notes;
mod notifications;
mod one_need;
mod projects;
mod queries;
mod removal;
mod requests;
mod reset;
mod search;
mod second_factor;
mod second_factor_required;
mod sessions;
mod sign_in;
mod texts;
mod throttle;
