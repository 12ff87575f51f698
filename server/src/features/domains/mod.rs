//! The hosts of an agency's own: staff add one, set two records, and once DNS shows them it is served. Owners and
//! admins may. A host is its agency's only while the proof stands; two agencies may say that one is theirs, and
//! nothing here tells either of the other. What a host shows is decided in `access`, where this has it written.

mod api;
mod emails;
mod jobs;
mod proxy;
mod records;
mod rules;
mod service;
mod words;

pub use api::DomainApi;
pub use jobs::{CheckDomain, CheckDomains};
pub use proxy::ask;
pub use service::{View, add, check, find, list, make_primary, remove};
