use bytes::Bytes;
use poem::http::header;
use poem::web::{Data, Path};
use poem::{Response, handler};

use crate::access::InvoiceReader;
use crate::error::Error;
use crate::features::billing::{service, views};
use crate::storage::Storage;
use crate::web::House;

/// An invoice on paper, as it was issued.
#[handler]
pub async fn pdf(
    scope: InvoiceReader,
    storage: Data<&Storage>,
    House(house): House,
    Path(invoice): Path<String>,
) -> poem::Result<Response> {
    let found = service::client_read::find(&scope, invoice.parse().map_err(|_| Error::NotFound)?).await?;
    let content = service::paper(&house, &storage, found.id).await?;
    Ok(saved(&views::file_name(&found), "application/pdf", content))
}

/// A file to be saved under this name.
pub fn saved(name: &str, media_type: &str, content: Bytes) -> Response {
    Response::builder()
        .content_type(media_type)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", views::saved_as(name)))
        .header(header::CACHE_CONTROL, "private, no-store")
        .body(content)
}
