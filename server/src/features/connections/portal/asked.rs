use std::sync::Arc;

use maud::Markup;
use poem::web::{Data, Path};
use poem::{Response, handler};

use crate::connector::Connector;
use crate::error::{Error, FieldErrors, Result};
use crate::features::connections::service::by_link;
use crate::features::connections::service::requests::{self, Whole};
use crate::features::connections::views;
use crate::ids::ConnectionId;
use crate::secrets;
use crate::throttle;
use crate::web::front::leading_out;
use crate::web::{Door, Form, Query, cookies, places, see_other};

/// What the link asks for. Guessing at links is slowed, as guessing at passwords is; who holds one that works is not
/// counted.
async fn offer(door: &Door, token: &str) -> Result<Whole> {
    let tries = throttle::count(&door.system, "credential-request", token, door.facts.address).await?;
    let outcome = requests::offer(&door.house(), token).await;
    if !matches!(outcome, Err(Error::NotFound)) {
        tries.succeeded(&door.system).await?;
    }
    outcome
}

fn spent(door: &Door) -> Response {
    door.nothing(views::SPENT, views::spent(&door.agency.name))
}

fn draw(door: &Door, whole: &Whole, token: &str, done: &str, at: Option<(ConnectionId, &FieldErrors)>) -> Markup {
    let path = places::credential_request(token);
    let outcome = views::Outcome::read(done);
    views::asked(&views::Asking { agency: &door.agency.name, whole, path: &path, outcome, at })
}

/// Where this page's forms may lead.
async fn ways_out(door: &Door, whole: &Whole) -> Result<Vec<String>> {
    let connections: Vec<_> = whole.items.iter().map(|asked| &asked.connection).collect();
    requests::ways_out(&door.house(), &connections).await
}

#[handler]
pub async fn show(door: Door, Path(token): Path<String>, Query(query): Query) -> poem::Result<Response> {
    match offer(&door, &token).await {
        Ok(whole) => {
            let page = door.page(views::ASKED, draw(&door, &whole, &token, query.get("done"), None));
            Ok(leading_out(page, &ways_out(&door, &whole).await?))
        }
        Err(Error::NotFound) => Ok(spent(&door)),
        Err(error) => Err(error.into()),
    }
}

fn wanted(form: &Form) -> Result<ConnectionId> {
    form.get("connection_id").parse().map_err(|_| Error::NotFound)
}

#[handler]
pub async fn start(door: Door, Path(token): Path<String>, form: Form) -> poem::Result<Response> {
    let browser = secrets::random_token()?;
    let origin = door.facts.origin();
    let begun = async {
        let whole = offer(&door, &token).await?;
        requests::begin_asked(&door.house(), &whole, &token, wanted(&form)?, &browser, &origin).await
    };
    match begun.await {
        Ok(to) => {
            let mut response = see_other(&to);
            cookies::set(&mut response, &cookies::connect(door.facts.secure, &browser))?;
            Ok(response)
        }
        Err(Error::NotFound) => Ok(spent(&door)),
        Err(error) => Err(error.into()),
    }
}

#[handler]
pub async fn key(
    door: Door,
    connector: Data<&Arc<Connector>>,
    Path(token): Path<String>,
    form: Form,
) -> poem::Result<Response> {
    let kept = async {
        let whole = offer(&door, &token).await?;
        let house = by_link(&door.system, door.agency.id, door.facts.address);
        requests::keep_asked(&house, &connector, &whole, wanted(&form)?, form.get("api_key")).await
    };
    match kept.await {
        Ok(()) => Ok(see_other(&format!("{}?done=connected", places::credential_request(&token)))),
        Err(Error::Invalid(errors)) => {
            let whole = requests::offer(&door.house(), &token).await?;
            let at = Some((wanted(&form)?, &errors));
            Ok(door.invalid(views::ASKED, draw(&door, &whole, &token, "", at)))
        }
        Err(Error::NotFound) => Ok(spent(&door)),
        Err(error) => Err(error.into()),
    }
}
