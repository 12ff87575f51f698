//! The server as its users and its attackers meet it: every test speaks HTTP to the whole app, over a
//! database of its own, on SQLite and on PostgreSQL. Without PostgreSQL: `-- --skip postgres`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[macro_use]
mod support;

mod access;
mod append_only;
mod approvals;
mod architecture;
mod audit;
mod billing;
mod brand;
mod certificates;
mod compile_fail;
mod connections;
mod doctor;
mod domains;
mod files;
mod forms;
mod held;
mod imports;
mod invoices;
mod live;
mod migrations;
mod mirror;
mod nodes;
mod once;
mod online;
mod people;
mod plans;
mod portal;
mod staff_api;
mod told;
mod triage;
mod webhooks;
mod workflows;
