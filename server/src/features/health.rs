//! For whoever runs this: is the process there, can it work.

use poem::http::StatusCode;
use poem::web::Data;
use poem::{IntoResponse, Response, handler};

use crate::access::Database;
use crate::error::Error;
use crate::storage::Storage;

/// `GET /healthz`: the process answers.
#[handler]
pub fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers, too, and the file storage.
#[handler]
pub async fn ready(database: Data<&Database>, storage: Data<&Storage>) -> Response {
    if let Err(error) = database.ping().await {
        return not_ready(&error, "the database does not answer\n");
    }
    if let Err(error) = storage.check().await {
        return not_ready(&error, "the file storage does not answer\n");
    }
    "ok\n".into_response()
}

fn not_ready(error: &Error, said: &'static str) -> Response {
    tracing::warn!(?error, "not ready");
    (StatusCode::SERVICE_UNAVAILABLE, said).into_response()
}
