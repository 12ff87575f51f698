use std::io;

use crate::draft::Owner;

/// Where a secret is kept outside of our files: the desktop's keyring, or a double of it in tests.
///
/// Any of it may block, and fails where there is no keyring or it is locked.
pub trait Keyring: Send + Sync {
    /// The secret of an entry, if there is one. May let the person unlock the keyring.
    fn read(&self, entry: &Entry) -> io::Result<Option<String>>;
    /// Keeps a secret in place of the one before. Asks the person for nothing.
    fn write(&self, entry: &Entry, secret: &str) -> io::Result<()>;
    /// Removes the secret of an entry, if there is one.
    fn forget(&self, entry: &Entry) -> io::Result<()>;
}

/// What a secret is found by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The profile's name.
    pub profile: String,
    /// Whose sign-in it is.
    pub owner: Owner,
}

/// A console that was built without a keyring.
#[cfg(any(test, not(feature = "keyring")))]
#[derive(Debug)]
pub struct NoKeyring;

#[cfg(any(test, not(feature = "keyring")))]
impl Keyring for NoKeyring {
    fn read(&self, _: &Entry) -> io::Result<Option<String>> {
        Err(absent())
    }

    fn write(&self, _: &Entry, _: &str) -> io::Result<()> {
        Err(absent())
    }

    fn forget(&self, _: &Entry) -> io::Result<()> {
        Err(absent())
    }
}

#[cfg(any(test, not(feature = "keyring")))]
fn absent() -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, "there is no keyring here")
}
