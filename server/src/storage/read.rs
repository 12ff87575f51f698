use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt, TryStreamExt};
use object_store::{GetOptions, GetRange, GetResult, GetResultPayload, ObjectStoreExt};

use super::{Part, Storage, key, unavailable};
use crate::error::{Error, Result};
use crate::ids::{AgencyId, UploadId};

/// Bytes read from a folder at once.
const PIECE: usize = 256 * 1024;
/// Pieces in memory at once: one is sent while the next is read.
const HELD: usize = 2;

/// Bytes as they come.
pub type Bytestream = BoxStream<'static, io::Result<Bytes>>;

impl Storage {
    /// The bytes of an upload, or a range of them.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the storage does not answer, or has lost them.
    pub async fn read(
        &self,
        agency: AgencyId,
        upload: UploadId,
        part: Part,
        range: Option<Range<u64>>,
    ) -> Result<Bytestream> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.store.get_opts(&key(agency, upload, part), options).await.map_err(unavailable)?;
        Ok(coming(found))
    }

    /// All bytes of an upload as they come, and how many they are; none where it is not there.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the storage does not answer.
    pub async fn read_sized(
        &self,
        agency: AgencyId,
        upload: UploadId,
        part: Part,
    ) -> Result<Option<(u64, Bytestream)>> {
        match self.store.get(&key(agency, upload, part)).await {
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(unavailable(error)),
            Ok(found) => Ok(Some((found.meta.size, coming(found)))),
        }
    }

    /// All bytes of an upload that is no larger than this.
    ///
    /// # Errors
    /// [`Error::TooLarge`]; [`Error::Unavailable`] as for [`Storage::read`].
    pub async fn read_whole(&self, agency: AgencyId, upload: UploadId, part: Part, most: u64) -> Result<Bytes> {
        let lost = || Error::Unavailable(anyhow::anyhow!("the file storage has not got {upload}"));
        self.read_if_there(agency, upload, part, most).await?.ok_or_else(lost)
    }

    /// The same, where it is there.
    ///
    /// # Errors
    /// As for [`Storage::read_whole`].
    pub async fn read_if_there(
        &self,
        agency: AgencyId,
        upload: UploadId,
        part: Part,
        most: u64,
    ) -> Result<Option<Bytes>> {
        let found = match self.store.get(&key(agency, upload, part)).await {
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            found => found.map_err(unavailable)?,
        };
        if found.meta.size > most {
            return Err(Error::TooLarge(usize::try_from(most).unwrap_or(usize::MAX)));
        }
        found.bytes().await.map(Some).map_err(unavailable)
    }
}

/// What was found, as it comes.
fn coming(found: GetResult) -> Bytestream {
    match found.payload {
        GetResultPayload::File(file, _) => pieces(file, found.range),
        GetResultPayload::Stream(stream) => stream.map_err(io::Error::other).boxed(),
    }
}

/// A range of a file, read ahead of whoever takes it.
fn pieces(file: File, range: Range<u64>) -> Bytestream {
    let file = Arc::new(file);
    let end = range.end;
    let pieces = range.step_by(PIECE).map(move |start| {
        let file = file.clone();
        let length = usize::try_from(end - start).map_or(PIECE, |left| left.min(PIECE));
        tokio::task::spawn_blocking(move || piece(&file, start, length))
    });
    let read = stream::iter(pieces).buffered(HELD);
    read.map(|piece| piece.unwrap_or_else(|lost| Err(io::Error::other(lost)))).boxed()
}

fn piece(file: &File, start: u64, length: usize) -> io::Result<Bytes> {
    let mut bytes = vec![0; length];
    file.read_exact_at(&mut bytes, start)?;
    Ok(bytes.into())
}
