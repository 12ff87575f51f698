//! Certificates for every host that is served, where the server speaks TLS itself: asked for at a start and within a
//! minute of a host being proved, renewed when a third of their life is left, shared by all nodes. Nobody else's host
//! ever gets one.

mod jobs;
mod service;
mod shown;

pub use jobs::Certify;
pub use service::{begin, keep_current};
pub use shown::challenge;
