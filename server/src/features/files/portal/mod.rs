mod content;
mod gallery;
mod zip;

use crate::access::ClientScope;
use crate::error::{Error, Result};
use crate::ids::FileId;
use crate::web::{Audience, Pages, places};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get(places::FILES, Audience::Work, gallery::list)
        .stream_post(places::FILES_ZIP, Audience::Work, zip::zip)
        .get("/portal/files/:file_id", Audience::Work, gallery::show)
        .stream("/portal/files/:file_id/content", Audience::Work, content::content)
        .stream("/portal/files/:file_id/preview", Audience::Work, content::preview)
        .stream("/portal/files/:file_id/pages/:page", Audience::Work, content::page)
}

/// A file that the person may see. An id that is none is nothing, like one that is somebody else's.
async fn found(scope: &ClientScope, id: &str) -> Result<crate::entity::file::Model> {
    let id: FileId = id.parse().map_err(|_| Error::NotFound)?;
    super::service::find(scope, id).await
}
