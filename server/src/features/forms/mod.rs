//! Forms.

mod answers;
mod schema;

pub use answers::{Answers, MOST_FILES, Sent, Wrong, asked, asked_only, check};
pub use schema::{Field, FieldKind, Form, Page, SCHEMA, Test, When, read};
