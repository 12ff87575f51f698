use std::sync::Arc;

use poem::handler;
use poem::http::StatusCode;
use poem::web::{Data, Query};
use serde::Deserialize;

use crate::access::{self, Database};
use crate::host::{Authority, Origin};
use crate::web::Site;

/// Which host a proxy is about to get a certificate for.
#[derive(Deserialize)]
pub struct Asked {
    domain: String,
}

/// `GET /tls/ask?domain=HOST`, for a proxy that gets certificates as they are needed: 200 for a host that an
/// agency has shown to be its own, or the install's own; 404 for every other, so that strangers cannot have
/// certificates made by the thousand. Not for the internet; it is served beside the metrics.
#[handler]
pub async fn ask(asked: Query<Asked>, database: Data<&Database>, site: Data<&Arc<Site>>) -> StatusCode {
    let Some(Authority { host, port: None }) = Authority::parse(&asked.domain) else { return StatusCode::NOT_FOUND };
    let own = Origin::parse(&site.base_url).is_some_and(|install| install.authority.host == host);
    match access::is_served(&database, &host).await {
        Ok(served) if served || own => StatusCode::OK,
        Ok(_) => StatusCode::NOT_FOUND,
        Err(error) => {
            tracing::warn!(?error, "asked for a host");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
