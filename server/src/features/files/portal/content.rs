use poem::web::{Data, Path};
use poem::{Request, Response, handler};

use super::found;
use crate::access::ClientScope;
use crate::drawing::Drawer;
use crate::features::files::{document, download, media, service};
use crate::storage::Storage;
use crate::web::Query;

/// The file itself: to be saved; or to be shown, where a page asks for that and it is of a kind that may be.
#[handler]
pub async fn content(
    scope: ClientScope,
    storage: Data<&Storage>,
    request: &Request,
    Path(file): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    let file = found(&scope, &file).await?;
    // Only images that were decoded within the limits are shown as they are.
    let decoded = !media::is_picture(&file.media_type) || file.width.is_some();
    let shown = query.get("inline") == "true" && decoded;
    Ok(download::send(&storage, request.headers(), (&file).into(), shown).await?)
}

/// The small picture of a file.
#[handler]
pub async fn preview(
    scope: ClientScope,
    storage: Data<&Storage>,
    request: &Request,
    Path(file): Path<String>,
) -> poem::Result<Response> {
    let file = service::with_preview(found(&scope, &file).await?)?;
    Ok(download::send_preview(&storage, request.headers(), (&file).into()).await?)
}

/// A page of a document, large enough to be read.
#[handler]
pub async fn page(
    scope: ClientScope,
    storage: Data<&Storage>,
    drawer: Data<&Drawer>,
    request: &Request,
    Path((file, page)): Path<(String, String)>,
) -> poem::Result<Response> {
    let file = found(&scope, &file).await?;
    let page = document::page(&file, &page)?;
    let tag = format!("\"{}-page-{page}\"", file.sha256);
    let picture = document::picture(&storage, &drawer, &file, page);
    Ok(download::send_picture(request.headers(), &tag, picture).await?)
}
