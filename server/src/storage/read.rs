use std::io;
use std::ops::Range;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::{GetOptions, GetRange, GetResultPayload, ObjectStoreExt};
use tokio::io::{AsyncReadExt, AsyncSeekExt, SeekFrom};
use tokio_util::io::ReaderStream;

use super::{Part, Storage, key, unavailable};
use crate::error::{Error, Result};
use crate::ids::{AgencyId, UploadId};

/// Bytes read from a folder at once.
const PIECE: usize = 256 * 1024;

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
        Ok(match found.payload {
            GetResultPayload::File(file, _) => {
                let mut file = tokio::fs::File::from_std(file);
                file.seek(SeekFrom::Start(found.range.start)).await.map_err(unavailable)?;
                ReaderStream::with_capacity(file.take(found.range.end - found.range.start), PIECE).boxed()
            }
            GetResultPayload::Stream(stream) => stream.map_err(io::Error::other).boxed(),
        })
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
            Ok(found) => Ok(Some((found.meta.size, found.into_stream().map_err(io::Error::other).boxed()))),
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
