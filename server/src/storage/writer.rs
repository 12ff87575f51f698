use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use data_encoding::HEXLOWER;
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload};
use ring::digest::{Context, SHA256};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use super::{Storage, unavailable};
use crate::error::{Error, Result};

/// Bytes that a bucket is sent at once: S3 takes no part below 5 MiB but the last.
const IN_BUCKET: usize = 8 * 1024 * 1024;
/// Bytes that are written to a folder at once. For larger writes Linux looks for huge pages; where it has to get these from
/// elsewhere first, as on many virtual machines, the same bytes take ten times as long.
const IN_FOLDER: usize = 1024 * 1024;
/// How many writers may take bytes while a part of theirs is on its way. Each of these holds two parts, all others one.
pub(super) const AHEAD: usize = 4;
/// Bytes of the beginning that are kept, to tell what it is.
const HEAD: usize = 16 * 1024;

/// Something that is being written. Dropped before it commits, it leaves nothing behind.
pub struct Writer {
    store: Arc<dyn ObjectStore>,
    ahead: Arc<Semaphore>,
    key: Path,
    limit: u64,
    /// How many bytes are sent on at once.
    part: usize,
    upload: Option<Box<dyn MultipartUpload>>,
    /// The part that is on its way.
    sending: Option<JoinHandle<object_store::Result<()>>>,
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
    pub(super) fn new(storage: &Storage, key: Path) -> Self {
        Self {
            store: storage.store.clone(),
            ahead: storage.ahead.clone(),
            key,
            limit: storage.limit,
            part: if storage.folder.is_some() { IN_FOLDER } else { IN_BUCKET },
            upload: None,
            sending: None,
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
    /// [`Error::TooLarge`] beyond the limit; [`Error::Unavailable`] when the storage does not take them, or has not taken
    /// what was added before.
    pub async fn add(&mut self, bytes: &Bytes) -> Result<()> {
        self.check(bytes.len())?;
        self.size += bytes.len() as u64;
        self.digest.update(bytes);
        let wanted = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..wanted]);
        // Copied, so that what is held is what was sent and not what it was received in.
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            let room = (self.part - self.buffer.len()).min(rest.len());
            self.buffer.extend_from_slice(&rest[..room]);
            rest = &rest[room..];
            if self.buffer.len() == self.part {
                self.send_on().await?;
            }
        }
        Ok(())
    }

    /// Sends a part on, once the one before it has arrived. More is taken meanwhile, where not too many others do so.
    async fn send_on(&mut self) -> Result<()> {
        self.arrived().await?;
        let upload = match &mut self.upload {
            Some(upload) => upload,
            none => none.insert(self.store.put_multipart(&self.key).await.map_err(unavailable)?),
        };
        let part = std::mem::replace(&mut self.buffer, BytesMut::with_capacity(self.part)).freeze();
        let part = upload.put_part(PutPayload::from_bytes(part));
        let turn = self.ahead.clone().try_acquire_owned().ok();
        let alone = turn.is_none();
        self.sending = Some(tokio::spawn(async move {
            let arrived = part.await;
            drop(turn);
            arrived
        }));
        if alone { self.arrived().await } else { Ok(()) }
    }

    /// Waits until nothing is on its way.
    async fn arrived(&mut self) -> Result<()> {
        let Some(sending) = &mut self.sending else { return Ok(()) };
        let arrived = sending.await;
        self.sending = None;
        arrived.map_err(unavailable)?.map_err(unavailable)
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
        self.arrived().await?;
        if let Some(upload) = &mut self.upload {
            upload.complete().await.map_err(unavailable)?;
        }
        self.upload = None;
        Ok(())
    }
}

impl Drop for Writer {
    /// A folder forgets by itself what was not finished; a bucket has to be told, and not before what is on its way has
    /// arrived, which would stay there.
    fn drop(&mut self) {
        if let (Some(mut upload), Ok(runtime)) = (self.upload.take(), tokio::runtime::Handle::try_current()) {
            let sending = self.sending.take();
            runtime.spawn(async move {
                if let Some(sending) = sending {
                    drop(sending.await);
                }
                if let Err(error) = upload.abort().await {
                    tracing::warn!(%error, "what was half written is still there");
                }
            });
        }
    }
}
