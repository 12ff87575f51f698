//! What the server needs to run: the audit trail, jobs, counters, and what keeps strangers slow.

pub mod audit_entry;
pub mod audit_head;
pub mod counter;
pub mod job;
pub mod known_network;
pub mod once_key;
pub mod schedule;
pub mod throttle;
