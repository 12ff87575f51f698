//! The agency's people. Every staff user may know the others; owner and admins change them, and nobody but the
//! owner touches the owner. There is exactly one, and the agency changes hands only when both sides say so. How
//! they sign in is another feature's; how they are invited, `invitations`'.

mod api;
mod emails;
mod service;

pub use api::{OwnershipApi, StaffApi, StaffMember, StaffRole};
pub use service::{NewStaff, by_email, create, find, view, working};
