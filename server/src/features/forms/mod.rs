//! Forms: what an agency asks its clients, page by page. Staff write a form as a document; each change of it is a version,
//! and what was answered is kept with the version that asked. Answers are checked here and nowhere else, conditions
//! included; what is half filled in waits as a draft.

mod answers;
mod api;
mod portal;
mod schema;
mod service;
mod views;

pub use api::FormApi;
pub use portal::pages;
pub use service::{Awaited, Change, NewForm, awaiting, change, create};
