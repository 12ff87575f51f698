//! Requests: a job or a support ticket that a client sends and staff answer, in one thread. Internal notes
//! live beside the thread in a table, a type and an API of their own; nothing on the portal's side of this
//! feature names them.

mod api;
mod categories;
mod mentions;
mod portal;
mod service;
mod turn;
mod views;

pub use api::{NoteApi, RequestApi, ThreadApi};
pub use portal::pages;
pub use service::{Change, change, note, post, reply};
pub use service::{Filter, ListedForClient, NewRequest, awaiting, create, create_for, list};
