//! Portico: the client portal that an agency gives its clients, and the API its staff work with.

#![forbid(unsafe_code)]

pub mod access;
pub mod clock;
pub mod entity;
pub mod error;
pub mod ids;
pub mod passwords;
pub mod secrets;
pub mod web;
pub mod api;
pub mod jobs;
pub mod mail;
pub mod features;
pub mod request_id;
pub mod throttle;
