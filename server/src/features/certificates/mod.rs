//! Certificates: what a client approved, as a PDF that proves itself. It holds the record of one approved step — files
//! and text by their hashes, decisions, the chain of the history — signed with the agency's key, and the whole file is
//! signed too. Whoever may see the approval may have its certificates; `portico verify` checks them without a server.

mod api;
mod draw;
mod portal;
mod record;
mod seal;
mod service;

pub use api::CertificateApi;
pub use portal::pages;
pub use record::{Fault, File, Record};
pub use seal::{Opened, open};
