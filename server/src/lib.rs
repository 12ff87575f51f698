//! Portico: the client portal that an agency gives its clients, and the API its staff work with.

#![forbid(unsafe_code)]

pub mod access;
pub mod api;
pub mod app;
pub mod brand;
pub mod clock;
pub mod codes;
pub mod commands;
pub mod config;
pub mod connector;
mod device;
pub mod dns;
pub mod document;
pub mod drawing;
pub mod entity;
pub mod envelope;
pub mod error;
pub mod features;
pub mod host;
pub mod ids;
pub mod jobs;
pub mod locale;
pub mod mail;
pub mod money;
pub mod outgoing;
pub mod passwords;
pub mod pdf;
mod request_id;
pub mod secrets;
pub mod sheet;
pub mod signing;
pub mod storage;
pub mod stripe;
pub mod text;
pub mod throttle;
pub mod tls;
mod vault;
pub mod web;
pub mod zones;
