use poem::http::StatusCode;
use poem::web::{Data, Path};
use poem::{IntoResponse, Response, handler};

use super::service;
use crate::access::Database;
use crate::error::Error;

/// What an authority finds where it looks whether a host is ours.
#[handler]
pub async fn challenge(Path(token): Path<String>, database: Data<&Database>) -> Response {
    match service::answer(&database.system(), &token).await {
        Ok(answer) => answer.with_content_type("application/octet-stream").into_response(),
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::warn!(?error, "an authority asked");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
