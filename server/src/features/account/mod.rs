//! A client's own account: name, phone and password. Nothing here reaches anybody else's row: the scope
//! gives out the person's own and no other.

mod portal;
mod service;
mod views;

pub use portal::pages;
