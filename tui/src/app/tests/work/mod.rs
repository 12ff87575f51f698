//! Requests and approvals: looked at, changed, decided on, counted.

mod approvals;
mod changing;
mod charts;
mod moving_requests;
mod opening;
mod presence;
mod sent;
pub mod triage;
