use futures_util::TryStreamExt;

use super::super::backup::{Archive, Progress, file_of};
use crate::error::{Error, Result};
use crate::ids::{AgencyId, UploadId};
use crate::storage::{Part, Storage};

/// Bytes that were put into the storage.
type Written = Vec<(AgencyId, UploadId)>;

/// Puts every file of a backup into the storage, and takes all of them back where one cannot be.
///
/// # Errors
/// When the storage does not take one, or it is not the one that was written.
pub async fn fill(archive: &mut Archive, storage: &Storage, progress: &mut Progress) -> Result<Written> {
    let mut written = Vec::new();
    let parts = archive.manifest.parts.clone();
    for part in &parts {
        let Some((agency, key, which)) = file_of(&part.name) else { continue };
        written.push((agency, key));
        let put = put(archive, storage, (agency, key, which), part.size, &part.name, progress).await;
        let put = put.and_then(|sha256| {
            let why = || Error::Malformed(format!("{} has changed while it was read", part.name));
            (sha256 == part.sha256).then_some(()).ok_or_else(why)
        });
        if let Err(error) = put {
            take_back(storage, &written).await;
            return Err(error);
        }
        progress.file();
    }
    Ok(written)
}

/// Puts one there, and gives its SHA-256 in hexadecimal.
async fn put(
    archive: &mut Archive,
    storage: &Storage,
    (agency, key, which): (AgencyId, UploadId, Part),
    size: u64,
    name: &str,
    progress: &mut Progress,
) -> Result<String> {
    let mut bytes = archive.part(name, size).await?;
    let mut writer = storage.write(agency, key, which);
    while let Some(piece) = bytes.try_next().await.map_err(Error::internal)? {
        writer.add(&piece).await?;
        progress.bytes(piece.len());
    }
    let sha256 = writer.written().sha256;
    writer.commit().await?;
    Ok(sha256)
}

/// Leaves the storage as it was.
pub async fn take_back(storage: &Storage, written: &[(AgencyId, UploadId)]) {
    for (agency, key) in written {
        if let Err(error) = storage.remove(*agency, *key).await {
            note!("portico: files/{agency}/{key} could not be taken back: {error}");
        }
    }
}
