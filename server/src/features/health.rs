//! For whoever runs this: is the process there, can it work.

use poem::http::StatusCode;
use poem::web::Data;
use poem::{IntoResponse, Response, handler};

use crate::access::Database;

/// `GET /healthz`: the process answers.
#[handler]
pub fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers, too.
#[handler]
pub async fn ready(database: Data<&Database>) -> Response {
    match database.ping().await {
        Ok(()) => "ok\n".into_response(),
        Err(error) => {
            tracing::warn!(?error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}
