use std::{
    io,
    sync::{Mutex, PoisonError},
};

/// Where the refresh token lives between calls and between runs.
///
/// A refresh token is good for one use, and using an old one ends the sign-in. So whoever refreshes
/// holds `lock` from reading the token to storing its successor, against other processes too. All of it
/// may block; a session calls it where blocking is no harm.
pub trait TokenStore: Send + Sync {
    /// Waits until no one else refreshes; they wait until the answer is dropped.
    fn lock(&self) -> io::Result<Box<dyn Send>>;
    /// The latest token.
    fn load(&self) -> io::Result<Option<String>>;
    /// Keeps a new token in place of the old one, or none.
    fn save(&self, token: Option<&str>) -> io::Result<()>;
}

/// A token for the life of a process.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Option<String>>);

impl TokenStore for MemoryStore {
    fn lock(&self) -> io::Result<Box<dyn Send>> {
        Ok(Box::new(()))
    }

    fn load(&self) -> io::Result<Option<String>> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn save(&self, token: Option<&str>) -> io::Result<()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = token.map(str::to_owned);
        Ok(())
    }
}
