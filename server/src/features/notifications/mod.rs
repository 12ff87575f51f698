//! What people are told of what happened. A job reads each happening and writes a notification for
//! everybody whom it concerns, and a mail for clients. Notes are told to staff alone:
//! for a client there is no notification that could hold one.

mod api;
mod emails;
mod portal;
mod service;
mod tell;
mod views;
mod words;

pub use api::NotificationApi;
pub use emails::letter;
pub use portal::pages;
pub use service::{latest, mark_project_read, mark_read, mark_request_read};
pub use views::latest as latest_view;
