//! A client's own account: name, time zone, address, password, second factor and sessions. Nothing here reaches
//! anybody else's row: the account scope gives out the person's own and no other.

mod email_job;
mod emails;
mod portal;
mod service;
mod views;

pub use email_job::SendEmailChange;
pub use emails::samples;
pub use portal::pages;
pub use service::{About, change};
