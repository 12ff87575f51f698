//! The client: `generated` holds the operations and their types, everything beside it is by hand and
//! wraps them. Callers reach the operations through `Session::call`, so that every one of them is signed
//! in, bounded in time and answers the same kind of error.

mod address;
mod bearer;
mod error;
mod events;
#[rustfmt::skip]
#[path = "../generated.rs"]
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
mod upload;

pub use address::{Address, AddressError};
pub use error::{ApiError, Kind};
pub use events::{Events, StaffEvent, StaffEventKind};
pub use generated::{ByteStream, Client, ResponseValue, builder, types};
pub use paging::{Page, pages};
pub use session::{Credentials, Session};
pub use store::{MemoryStore, TokenStore};
pub use upload::Parcel;

/// What a generated operation answers.
pub type Answer<T> = Result<ResponseValue<T>, generated::Error<types::Problem>>;
