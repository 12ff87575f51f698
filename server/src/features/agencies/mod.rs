//! The tenants: who they are, and at which addresses they are met.

mod api;
mod service;
mod settings;

pub use api::AgencyApi;
pub use service::{NewAgency, address, address_of, create, find, home, name, of_host, of_slug};
pub use settings::{Change as SettingsChange, change};
