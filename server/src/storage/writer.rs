use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use data_encoding::HEXLOWER;
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload};
use ring::digest::{Context, SHA256};

use super::unavailable;
use crate::error::{Error, Result};

/// Bytes that are sent on at once: S3 takes no part below 5 MiB but the last.
const PART: usize = 8 * 1024 * 1024;
/// Bytes of the beginning that are kept, to tell what it is.
const HEAD: usize = 16 * 1024;

/// Something that is being written. Dropped before it commits, it leaves nothing behind.
pub struct Writer {
    store: Arc<dyn ObjectStore>,
    key: Path,
    limit: u64,
    upload: Option<Box<dyn MultipartUpload>>,
    buffer: BytesMut,
    head: Vec<u8>,
    digest: Context,
    size: u64,
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    pub size: u64,
    /// In hexadecimal.
    pub sha256: String,
    /// How it begins.
    pub head: Vec<u8>,
}

impl Writer {
    pub(super) fn new(store: Arc<dyn ObjectStore>, key: Path, limit: u64) -> Self {
        Self {
            store,
            key,
            limit,
            upload: None,
            buffer: BytesMut::new(),
            head: Vec::new(),
            digest: Context::new(&SHA256),
            size: 0,
        }
    }

    /// Whether so many bytes more may be added.
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond the limit.
    pub fn check(&self, more: usize) -> Result<()> {
        if self.size.saturating_add(more as u64) > self.limit {
            return Err(Error::TooLarge(usize::try_from(self.limit).unwrap_or(usize::MAX)));
        }
        Ok(())
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond the limit; [`Error::Unavailable`] when the storage does not take them.
    pub async fn add(&mut self, bytes: &Bytes) -> Result<()> {
        self.check(bytes.len())?;
        self.size += bytes.len() as u64;
        self.digest.update(bytes);
        let wanted = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..wanted]);
        // Copied, so that what is held is what was sent and not what it was received in.
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            let room = (PART - self.buffer.len()).min(rest.len());
            self.buffer.extend_from_slice(&rest[..room]);
            rest = &rest[room..];
            if self.buffer.len() == PART {
                self.send_on().await?;
            }
        }
        Ok(())
    }

    async fn send_on(&mut self) -> Result<()> {
        let upload = match &mut self.upload {
            Some(upload) => upload,
            none => none.insert(self.store.put_multipart(&self.key).await.map_err(unavailable)?),
        };
        let part = std::mem::replace(&mut self.buffer, BytesMut::with_capacity(PART)).freeze();
        upload.put_part(PutPayload::from_bytes(part)).await.map_err(unavailable)
    }

    /// How many bytes have been added.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// What has been added so far.
    pub fn written(&self) -> Written {
        let sha256 = HEXLOWER.encode(self.digest.clone().finish().as_ref());
        Written { size: self.size, sha256, head: self.head.clone() }
    }

    /// Has it be there.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the storage does not take it; nothing is there then.
    pub async fn commit(mut self) -> Result<()> {
        if self.upload.is_none() {
            let all = PutPayload::from_bytes(std::mem::take(&mut self.buffer).freeze());
            self.store.put(&self.key, all).await.map_err(unavailable)?;
            return Ok(());
        }
        if !self.buffer.is_empty() {
            self.send_on().await?;
        }
        if let Some(upload) = &mut self.upload {
            upload.complete().await.map_err(unavailable)?;
        }
        self.upload = None;
        Ok(())
    }
}

impl Drop for Writer {
    /// A folder forgets by itself what was not finished; a bucket has to be told.
    fn drop(&mut self) {
        if let (Some(mut upload), Ok(runtime)) = (self.upload.take(), tokio::runtime::Handle::try_current()) {
            runtime.spawn(async move {
                if let Err(error) = upload.abort().await {
                    tracing::warn!(%error, "what was half written is still there");
                }
            });
        }
    }
}
