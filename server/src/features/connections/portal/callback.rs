use std::sync::Arc;

use poem::web::Data;
use poem::{Request, Response, handler};

use crate::connector::Connector;
use crate::error::Error;
use crate::features::connections::service::finish::{Came, Return, finish};
use crate::features::connections::views;
use crate::web::{Door, Query, cookies, see_other};

/// Where a provider sends the browser back. It is a GET that changes something, as the protocol wants it: what stands in
/// for a form's token is the state, which counts once and for the browser that was sent.
#[handler]
pub async fn back(
    door: Door,
    request: &Request,
    connector: Data<&Arc<Connector>>,
    Query(query): Query,
) -> poem::Result<Response> {
    let cookie = cookies::connecting(request);
    let came = Return {
        state: query.get("state"),
        code: query.get("code"),
        error: query.get("error"),
        issuer: query.get("iss"),
        viewer: door.viewer.as_deref(),
        cookie: cookie.as_deref(),
        address: door.facts.address,
    };
    let (to, done) = match finish(&door.system, &connector, door.agency.id, came).await {
        Ok(Came::Connected(to)) => (to, "connected"),
        Ok(Came::Declined(to)) => (to, "declined"),
        Ok(Came::Failed(to)) => (to, "failed"),
        Err(Error::NotFound) => return Ok(door.nothing(views::LOST, views::lost())),
        Err(error) => return Err(error.into()),
    };
    Ok(see_other(&format!("{to}?done={done}")))
}
