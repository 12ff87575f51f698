//! What clients owe, and what the agency sells.

mod billing;
mod books;
mod drafting;
mod selling;
