use poem::http::header;
use poem::web::Data;
use poem::{Body, Response, handler};

use crate::access::ClientScope;
use crate::error::Error;
use crate::features::files::{archive, name, service};
use crate::storage::Storage;
use crate::web::{Form, Layout, places};

/// How many files one archive takes.
const MOST: usize = 500;

/// The chosen files in one archive, which is made as it is sent.
#[handler]
pub async fn zip(scope: ClientScope, storage: Data<&Storage>, layout: Layout, form: Form) -> poem::Result<Response> {
    let chosen: Vec<_> = form.all("file").filter_map(|id| id.parse().ok()).take(MOST).collect();
    if chosen.is_empty() {
        return Ok(layout.go(places::FILES));
    }
    let files = service::chosen(&scope, &chosen).await?;
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
