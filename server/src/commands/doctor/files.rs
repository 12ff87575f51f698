use bytes::Bytes;

use crate::config::Config;
use crate::error::{Error, Result};
use crate::ids::{AgencyId, Id, UploadId};
use crate::storage::Part;

/// What a bucket has to do by itself: nobody can ask it for uploads that a killed server has left unfinished.
pub const RULE: &str = "Parts of uploads that a killed server left unfinished are removed by the bucket alone: see that it has \
    a lifecycle rule that aborts incomplete multipart uploads (docs/files.md).";

/// Writes something, reads it and removes it again.
pub async fn run(config: &Config) -> Result<()> {
    let sees = probe(config).await?;
    say!("The file storage takes, keeps, gives and removes files.");
    if !sees {
        say!("{RULE}");
    }
    Ok(())
}

/// The same without a word. Tells whether what was half written can be seen there.
pub async fn probe(config: &Config) -> Result<bool> {
    let storage = config.storage()?;
    storage.check().await?;
    // Nobody's, so that always the same empty folder is left behind.
    let (agency, upload) = (AgencyId::from(uuid::Uuid::nil()), UploadId::new());
    let sent = Bytes::from_static(b"written by portico doctor files");
    let mut writer = storage.write(agency, upload, Part::Original);
    writer.add(&sent).await?;
    writer.commit().await?;
    let read = storage.read_whole(agency, upload, Part::Original, 1024).await;
    storage.remove(agency, upload).await?;
    if read? != sent {
        return Err(Error::internal(anyhow::anyhow!("the file storage gives back something else")));
    }
    Ok(storage.sees_half_written())
}
