//! The welcome: what a new client user is asked after joining, a step at a time. Each step can be skipped, and
//! whoever had an account before is never asked.

mod portal;
mod service;
mod views;

pub use portal::pages;
