//! How the server speaks TLS itself, where no proxy does: a listener, the certificates that nodes share, and the way
//! to an authority that gives them (ACME, RFC 8555). Which hosts get one is decided by `features/host_certificates`.

mod issuer;
mod keyring;
mod listener;
mod plain;

pub use issuer::{Answers, Issued, Issuer};
pub use keyring::Keyring;
pub use listener::{TlsListener, listen};
pub use plain::{CHALLENGES, Plain};
