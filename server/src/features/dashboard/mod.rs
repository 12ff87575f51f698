//! Where a client arrives: what waits for this person first, then how the work stands, what happened, and
//! who to talk to.

mod portal;
mod views;

pub use portal::pages;
