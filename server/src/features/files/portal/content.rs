use poem::web::{Data, Path};
use poem::{Request, Response, handler};

use super::found;
use crate::access::ClientScope;
use crate::features::files::{download, media, service};
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
