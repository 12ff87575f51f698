use poem::http::header;
use poem::web::Path;
use poem::{Request, Response, handler};

use super::service;
use crate::access::ClientScope;
use crate::error::Error;
use crate::web::{Audience, Door, Pages};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages.stream("/portal/approvals/:approval_id/certificate/:step_id", Audience::Work, certificate)
}

#[handler]
async fn certificate(
    request: &Request,
    scope: ClientScope,
    Path((approval, step)): Path<(String, String)>,
) -> poem::Result<Response> {
    let approval = approval.parse().map_err(|_| Error::NotFound)?;
    let step = step.parse().map_err(|_| Error::NotFound)?;
    let door = Door::of(request).await?;
    let issued = service::issue(&scope, &door.house(), approval, step).await?;
    Ok(Response::builder()
        .content_type("application/pdf")
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", issued.file_name))
        .header(header::CACHE_CONTROL, "private, no-store")
        .body(issued.content))
}
