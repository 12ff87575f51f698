use super::super::words;
use crate::access::Author;
use crate::error::{Error, Result};
use crate::ids::UploadId;
use crate::storage::Storage;

/// How much is kept free ahead of what has come in.
const AHEAD: u64 = 4 * 1024 * 1024;

/// Room that is kept free for an upload while it comes in, where its agency may store only so much. Dropped before it is
/// kept, it is given back.
pub struct Room<'s, S: Author + Clone + 'static> {
    scope: &'s S,
    upload: UploadId,
    limit: Option<u64>,
    held: u64,
}

impl<'s, S: Author + Clone + 'static> Room<'s, S> {
    /// No room yet.
    pub fn new(scope: &'s S, storage: &Storage, upload: UploadId) -> Self {
        Self { scope, upload, limit: storage.agency_limit, held: 0 }
    }

    /// Has room for this many bytes in all.
    ///
    /// # Errors
    /// [`Error::Conflict`] where the agency has not that much left.
    pub async fn hold(&mut self, size: u64) -> Result<()> {
        let Some(limit) = self.limit.filter(|_| size > self.held) else { return Ok(()) };
        if self.reserve(size.saturating_add(AHEAD), limit).await? || self.reserve(size, limit).await? {
            return Ok(());
        }
        let limit = words::limit(limit);
        let message = format!("there is no room left for files: {limit} is all that the agency may store");
        Err(Error::conflict("storage_full", message))
    }

    async fn reserve(&mut self, size: u64, limit: u64) -> Result<bool> {
        let bytes = |size: u64| i64::try_from(size).unwrap_or(i64::MAX);
        let before = self.held;
        // Whoever sends it may go away before this is answered, and then all that may be kept by now is given back.
        self.held = before.max(size);
        let fits = self.scope.reserve(self.upload, bytes(size), bytes(limit)).await?;
        self.held = if fits { size } else { before };
        Ok(fits)
    }

    /// All has come in: just this much is kept free until the upload has its row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep(mut self, size: u64) -> Result<()> {
        if let Some(limit) = self.limit.filter(|_| self.held > size) {
            self.reserve(size, limit).await?;
        }
        self.held = 0;
        Ok(())
    }

    /// Nothing came of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_back(mut self) -> Result<()> {
        if std::mem::take(&mut self.held) > 0 { self.scope.release(self.upload).await } else { Ok(()) }
    }
}

impl<S: Author + Clone + 'static> Drop for Room<'_, S> {
    /// Whoever sent it went away.
    fn drop(&mut self) {
        if let (true, Ok(runtime)) = (self.held > 0, tokio::runtime::Handle::try_current()) {
            let (scope, upload) = (self.scope.clone(), self.upload);
            runtime.spawn(async move {
                if let Err(error) = scope.release(upload).await {
                    tracing::warn!(?error, %upload, "room is still kept for what did not come in");
                }
            });
        }
    }
}
