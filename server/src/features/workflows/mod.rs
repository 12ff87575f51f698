//! Workflows: what an agency has done by itself for a client. What one does is written as a document
//! ([`definition`]); a run walks through its steps and survives whatever happens to the server.

pub mod cron;
pub mod definition;
pub mod redact;
