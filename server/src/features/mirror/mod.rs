//! The mirror: staff look at a client's portal as that person would see it, and ask why somebody can or
//! cannot see a page. Both ask the portal itself, through its own gate and its own pages, as a stand-in that
//! has no session and can change nothing; each look is in the audit trail.

mod api;
mod explain;
mod service;
mod text;

pub use api::MirrorApi;
