use std::sync::Arc;

use maud::Markup;
use poem::http::StatusCode;
use poem::web::{Data, Path};
use poem::{FromRequest, IntoResponse, Request, RequestBody, Response, handler};

use crate::access::{Agency, Database, Facts, SystemScope};
use crate::entity::words::{ClientGroup, StaffGroup};
use crate::error::{Error, Result};
use crate::features::agencies;
use crate::features::notifications::unsubscribe::{Ticket, What, Whose};
use crate::features::notifications::wishes::Grouped;
use crate::features::notifications::{service, views};
use crate::mail::Letters;
use crate::web::{Site, bare};

/// The agency's door, for whoever comes with a link from a mail.
pub struct Door {
    system: SystemScope,
    agency: Agency,
    site: Arc<Site>,
}

impl<'a> FromRequest<'a> for Door {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let missing = || Error::internal(anyhow::anyhow!("the server was put together without its parts"));
        let system = request.data::<Database>().ok_or_else(missing)?.system();
        let host = &request.data::<Facts>().ok_or_else(missing)?.host;
        let agency = agencies::of_host(&system, host).await?.ok_or(Error::Misdirected)?;
        let site = request.data::<Arc<Site>>().ok_or_else(missing)?.clone();
        Ok(Self { system, agency, site })
    }
}

impl Door {
    fn page(&self, content: Markup) -> Response {
        bare(&self.site, &self.agency, views::UNSUBSCRIBE, content).into_response()
    }

    fn nothing(&self) -> Response {
        (StatusCode::NOT_FOUND, self.page(views::no_such_link())).into_response()
    }
}

/// What the mails are about; `None` where there is no such group any more.
fn about(ticket: &Ticket) -> Option<&'static str> {
    match (&ticket.what, ticket.whose) {
        (What::Digest, _) => Some("Daily summaries"),
        (What::Group(word), Whose::Client(_)) => Some(ClientGroup::parse(word)?.entry().label),
        (What::Group(word), Whose::Staff(_)) => Some(StaffGroup::parse(word)?.entry().label),
    }
}

/// Asks. Mail scanners open every link; looking ends nothing.
#[handler]
pub async fn show(door: Door, Path(link): Path<String>, letters: Data<&Arc<Letters>>) -> Response {
    let ticket = Ticket::open(letters.0, door.agency.id, &link);
    match ticket.as_ref().and_then(about) {
        Some(about) => door.page(views::unsubscribe(about, &format!("/portal/unsubscribe/{link}"))),
        None => door.nothing(),
    }
}

/// Ends the mails, for a person or for the mail program that acts for one (RFC 8058).
#[handler]
pub async fn stop(door: Door, Path(link): Path<String>, letters: Data<&Arc<Letters>>) -> poem::Result<Response> {
    let ticket = Ticket::open(letters.0, door.agency.id, &link);
    let Some((ticket, about)) = ticket.and_then(|ticket| about(&ticket).map(|about| (ticket, about))) else {
        return Ok(door.nothing());
    };
    match end(&door, &ticket).await {
        Ok(()) => Ok(door.page(views::unsubscribed(about, matches!(ticket.whose, Whose::Client(_))))),
        Err(Error::NotFound) => Ok(door.nothing()),
        Err(error) => Err(error.into()),
    }
}

async fn end(door: &Door, ticket: &Ticket) -> Result<()> {
    service::stop(&door.system.agency(door.agency.id), ticket).await
}
