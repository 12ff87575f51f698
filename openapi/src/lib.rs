//! The staff API seen from Rust: the client generated from `staff.json`, and by hand what a document
//! cannot say: signing in and staying signed in, errors worth telling apart, retries that never double,
//! paging, and the event stream. It knows nothing of terminals and nothing of the server's insides.

mod address;
mod bearer;
mod error;
mod events;
mod fingerprint;
#[rustfmt::skip]
#[expect(
    clippy::allow_attributes,
    clippy::unwrap_used,
    unused_imports,
    reason = "written by a generator"
)]
mod generated;
mod paging;
mod session;
mod store;
#[cfg(test)]
mod tests;
mod transport;

pub use address::{Address, AddressError};
pub use error::{ApiError, Kind};
pub use events::Events;
pub use fingerprint::fingerprint;
pub use generated::{Client, ResponseValue, builder, types};
pub use paging::{Page, pages};
pub use session::{Credentials, Session};
pub use store::{MemoryStore, TokenStore};

/// What a generated operation answers.
pub type Answer<T> = Result<ResponseValue<T>, generated::Error<types::Problem>>;
