//! What people are told of what happened. `catalogue` lists every event with its audience, words and defaults;
//! `tell` writes a notification for everybody whom a happening concerns; `mailing` turns notifications into mails
//! as people wish. Notes are told to staff alone: for a client there is no word that could stand for one.

mod api;
mod audience;
mod catalogue;
mod mailing;
mod names;
mod portal;
mod service;
mod tell;
mod unsubscribe;
mod views;
mod wishes;

pub use api::{NotificationApi, PreferenceApi};
pub use mailing::{samples, write_due};
pub use portal::{choices, pages};
pub use service::{
    choose, client_wishes, latest, mark_approval_read, mark_form_answered, mark_project_read, mark_read,
    mark_request_read,
};
pub use tell::{tell_admins, tell_waiting};
pub use views::{Typed, latest as latest_view, matrix as choices_view};
