//! The pages of a document, each as a picture that is drawn when somebody first wants to read it, and kept.

use bytes::Bytes;

use crate::drawing::{Drawer, LARGEST};
use crate::entity::file::Model;
use crate::error::{Error, Result};
use crate::storage::{Part, Storage};

/// How many pages of a document can be shown here: all of a PDF that was read, of anything else none.
pub fn pages(file: &Model) -> u32 {
    let pages = file.pages.filter(|_| file.media_type == "application/pdf");
    pages.and_then(|pages| u32::try_from(pages).ok()).unwrap_or_default()
}

/// The page that an address names.
///
/// # Errors
/// [`Error::NotFound`] where the document has no such page, or is none.
pub fn page(file: &Model, number: &str) -> Result<u32> {
    number.parse().ok().filter(|number| (1..=pages(file)).contains(number)).ok_or(Error::NotFound)
}

/// A page as a picture. That one cannot be drawn is kept too, as a picture of no bytes.
///
/// # Errors
/// [`Error::NotFound`] for a page that cannot be drawn; [`Error::Unavailable`] when the storage does not answer, or too
/// many pages are drawn already.
pub async fn picture(storage: &Storage, drawer: &Drawer, file: &Model, page: u32) -> Result<Bytes> {
    let (agency, upload, part) = (file.agency_id, file.upload_id, Part::Page(page));
    let kept = || storage.read_if_there(agency, upload, part, LARGEST);
    if let Some(picture) = kept().await? {
        return seen(picture);
    }
    let turn = drawer.turn().await?;
    // Somebody else may have had it drawn meanwhile.
    if let Some(picture) = kept().await? {
        return seen(picture);
    }
    let content = storage.read(agency, upload, Part::Original, None).await?;
    let picture = turn.page(page, content).await?.map(|drawn| drawn.picture).unwrap_or_default();
    keep(storage, file, part, &picture).await;
    seen(picture)
}

fn seen(picture: Bytes) -> Result<Bytes> {
    if picture.is_empty() { Err(Error::NotFound) } else { Ok(picture) }
}

/// A page that cannot be kept is drawn anew the next time.
async fn keep(storage: &Storage, file: &Model, part: Part, picture: &Bytes) {
    let mut writer = storage.write(file.agency_id, file.upload_id, part);
    let kept = match writer.add(picture).await {
        Ok(()) => writer.commit().await,
        Err(error) => Err(error),
    };
    if let Err(error) = kept {
        tracing::warn!(?error, upload = %file.upload_id, "a page that was drawn is not kept");
    }
}
