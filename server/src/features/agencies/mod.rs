//! The tenants: who they are, and at which addresses they are met.

mod service;

pub use service::{NewAgency, address, address_of, create, find, home, name, of_host};
