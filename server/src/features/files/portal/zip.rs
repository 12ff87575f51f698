use std::collections::BTreeSet;

use poem::http::header;
use poem::web::Data;
use poem::{Body, Response, handler};

use crate::access::ClientScope;
use crate::error::Error;
use crate::features::files::{archive, name, service};
use crate::ids::FileId;
use crate::storage::Storage;
use crate::web::Form;

/// How many files one archive takes.
const MOST: usize = 1000;

/// The chosen files in one archive, which is made as it is sent.
#[handler]
pub async fn zip(scope: ClientScope, storage: Data<&Storage>, form: Form) -> poem::Result<Response> {
    let chosen: BTreeSet<FileId> = form.all("file").filter_map(|id| id.parse().ok()).collect();
    if chosen.len() > MOST {
        let message = format!("{} files were chosen, and one archive takes at most {MOST}; choose fewer", chosen.len());
        return Err(Error::conflict("too_many_files", message).into());
    }
    if chosen.is_empty() {
        return Err(Error::conflict("no_files_chosen", "no file was chosen; tick those that you want first").into());
    }
    let files = service::chosen(&scope, chosen).await?;
    if files.is_empty() {
        return Err(Error::NotFound.into());
    }
    let called = format!("{} files.zip", scope.seat().name);
    let bytes = archive::of(storage.clone(), files);
    Ok(Response::builder()
        .header(header::CONTENT_TYPE, "application/zip")
        .header(header::CONTENT_DISPOSITION, name::disposition("attachment", &name::safe(&called)))
        .body(Body::from_bytes_stream(bytes)))
}
