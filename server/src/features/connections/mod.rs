//! Connections: accounts of a client's at other systems, which the agency's automation uses on the client's behalf. Staff say
//! which are needed; clients connect them, in the portal or by a link without an account. What opens an account is
//! sealed in a table that no client scope reaches by type; it is never shown again, and sent to its provider's hosts
//! alone. An attempt that fails leaves what works untouched.
//!
//! For whoever uses one: [`named`], [`credentials`], [`refused`] when the provider says no. A [`Dead`] one is mended by a
//! person; [`Mended`] is the job that follows. [`put`] keeps what a provider gave; the demo's story uses it, too.

mod api;
mod catalogue;
mod emails;
mod jobs;
mod oauth;
mod place;
mod portal;
mod rules;
mod service;
mod settings;
mod views;

pub use api::{ConnectionApi, CredentialRequestApi, ProviderApi};
pub use emails::sample;
pub use jobs::{CheckConnection, CheckConnections, Mended};
pub use portal::pages;
pub use service::accounts::{NewConnection, create, wanted};
pub use service::clients::{NewClient, create as set_up};
pub use service::credentials::{Credential, Dead, Denied, credentials, named, refused};
pub use service::put::{Fresh, put};
pub use service::read::{Awaited, awaiting};
pub use service::requests::{NewRequest, ask};
pub use service::reseal::{Readable, readable, reseal};
pub use settings::Settings;
