//! Finding things by their words: requests, messages and projects; for staff people and internal notes, too. Clients
//! look among what is their workspace's, and their statements name no table that holds a note. What there is to find is
//! kept in step by the database itself, whoever changes a row.

mod api;
mod portal;
mod service;
mod snippet;
mod views;

pub use api::SearchApi;
pub use portal::pages;
