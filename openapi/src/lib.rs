//! The staff API seen from Rust: the client generated from `staff.json`, and by hand what a document
//! cannot say: signing in and staying signed in, errors worth telling apart, retries that never double,
//! paging, and the event stream. It knows nothing of terminals and nothing of the server's insides.

#[cfg(feature = "client")]
mod client;
mod fingerprint;

#[cfg(feature = "client")]
pub use client::*;
pub use fingerprint::fingerprint;
