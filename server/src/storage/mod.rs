//! Where the bytes of files are kept: a folder, or a bucket that speaks S3, behind one small type. What is written is
//! there as a whole or not at all. Who may have it is not known here: whoever asks has found the row first.

mod place;
mod read;
mod writer;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};
use crate::ids::{AgencyId, UploadId};

pub use place::Keys;
pub use read::Bytestream;
pub use writer::{Writer, Written};

/// How long the storage may take to say that it is there.
const PATIENCE: Duration = Duration::from_secs(5);

/// What of an upload is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What was sent.
    Original,
    /// The small picture of it.
    Preview,
    /// A page of it, large enough to be read; pages count from 1.
    Page(u32),
}

/// The storage of an install.
#[derive(Clone)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
    /// Turns of writers to take bytes while others of theirs are on their way.
    ahead: Arc<Semaphore>,
    /// The folder, where it is one.
    folder: Option<PathBuf>,
    /// The most bytes of one file.
    pub limit: u64,
    /// The most bytes of all files of one agency.
    pub agency_limit: Option<u64>,
}

impl Storage {
    /// The storage at an address: `file://folder` or `s3://bucket?endpoint=…&region=…`.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the address is none, or the folder cannot be made.
    pub fn open(address: &str, keys: Option<Keys>) -> Result<Self> {
        let (store, folder) = place::open(address, keys)?;
        Ok(Self { folder, ..Self::over(store) })
    }

    /// A storage over any store of objects.
    pub fn over(store: Arc<dyn ObjectStore>) -> Self {
        let ahead = Arc::new(Semaphore::new(writer::AHEAD));
        Self { store, ahead, folder: None, limit: u64::MAX, agency_limit: None }
    }

    /// The same storage, with limits.
    pub fn limited(self, limit: u64, agency_limit: Option<u64>) -> Self {
        Self { limit, agency_limit, ..self }
    }

    /// Begins to write. Nothing is there before the writer commits.
    pub fn write(&self, agency: AgencyId, upload: UploadId, part: Part) -> Writer {
        Writer::new(self, key(agency, upload, part))
    }

    /// Removes all there is of an upload, what was only half written too. What is not there is removed already.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the storage does not answer.
    pub async fn remove(&self, agency: AgencyId, upload: UploadId) -> Result<()> {
        for part in [Part::Original, Part::Preview] {
            let key = key(agency, upload, part);
            gone(self.store.delete(&key).await)?;
            if let Some(folder) = &self.folder {
                // What a process that was killed left behind: the file under the name that it had until it was whole.
                let staged = folder.join(format!("{key}#1"));
                if let Err(error) = tokio::fs::remove_file(staged).await
                    && error.kind() != std::io::ErrorKind::NotFound
                {
                    return Err(unavailable(error));
                }
            }
        }
        self.remove_pages(&pages(agency, upload)).await
    }

    /// Nobody wrote down which pages were drawn: all that are there go.
    async fn remove_pages(&self, under: &Path) -> Result<()> {
        if let Some(folder) = &self.folder {
            return match tokio::fs::remove_dir_all(folder.join(under.as_ref())).await {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unavailable(error)),
                _ => Ok(()),
            };
        }
        let mut there = self.store.list(Some(under));
        while let Some(page) = there.next().await {
            gone(self.store.delete(&page.map_err(unavailable)?.location).await)?;
        }
        Ok(())
    }

    /// Whether what was half written by a process that was killed is known here, so that [`Storage::remove`] finds it. A
    /// bucket keeps such parts out of sight, and tells only its own rules of them.
    pub fn sees_half_written(&self) -> bool {
        self.folder.is_some()
    }

    /// Whether nothing at all is kept here.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the storage does not answer.
    pub async fn is_empty(&self) -> Result<bool> {
        match self.store.list(None).next().await {
            None => Ok(true),
            Some(first) => first.map(|_| false).map_err(unavailable),
        }
    }

    /// Whether the storage is there.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it is not.
    pub async fn check(&self) -> Result<()> {
        if let Some(folder) = &self.folder {
            tokio::fs::metadata(folder).await.map_err(unavailable)?;
        }
        let nothing = Path::from("ready");
        let asked = self.store.head(&nothing);
        match tokio::time::timeout(PATIENCE, asked).await {
            Ok(Ok(_) | Err(object_store::Error::NotFound { .. })) => Ok(()),
            Ok(Err(error)) => Err(unavailable(error)),
            Err(late) => Err(unavailable(late)),
        }
    }
}

/// The agency stands first, so that one agency's files are one folder.
fn key(agency: AgencyId, upload: UploadId, part: Part) -> Path {
    Path::from(match part {
        Part::Original => format!("{agency}/{upload}"),
        Part::Preview => format!("{agency}/{upload}.preview"),
        Part::Page(page) => return pages(agency, upload).join(page.to_string()),
    })
}

/// Where the pages of an upload are.
fn pages(agency: AgencyId, upload: UploadId) -> Path {
    Path::from(format!("{agency}/{upload}.pages"))
}

/// What is not there is removed already.
fn gone(answer: object_store::Result<()>) -> Result<()> {
    match answer {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(unavailable(error)),
    }
}

/// Whatever a storage says, nothing was changed, and it may work later.
fn unavailable(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Unavailable(anyhow::Error::new(error).context("the file storage"))
}
