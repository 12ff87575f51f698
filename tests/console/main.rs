//! The console in a real terminal, beside the portal in a real browser.

mod approvals;
mod automation;
mod billing;
mod chosen;
mod connections;
mod elsewhere;
mod forms;
mod keyring;
mod main_job;
mod morning;
mod office;
mod scripts;
mod tables;
mod terminal;
mod triage;
