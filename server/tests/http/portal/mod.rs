//! The portal, as clients and those who would be clients use it.

mod account;
mod cve;
mod front;
mod hosts;
mod live;
mod notes;
mod notifications;
mod projects;
mod queries;
mod removal;
mod requests;
mod reset;
mod search;
mod sessions;
mod sign_in;
mod texts;
mod throttle;
