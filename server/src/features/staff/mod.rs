//! The agency's people. Every staff user may know the others; how they sign in is another feature's.

mod api;
mod service;

pub use api::{StaffApi, StaffMember, StaffRole};
pub use service::{NewStaff, create, find};
