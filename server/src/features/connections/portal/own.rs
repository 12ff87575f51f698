use std::sync::Arc;

use poem::web::{Data, Path};
use poem::{Response, handler};

use crate::access::ConnectionManager;
use crate::connector::Connector;
use crate::entity::connection::Model;
use crate::error::{Error, FieldErrors, Result};
use crate::features::connections::service::{accounts, begin, key as keys, on_behalf_of, read, requests};
use crate::features::connections::views;
use crate::ids::ConnectionId;
use crate::web::components::Crumb;
use crate::web::front::leading_out;
use crate::web::{Door, Form, House, Layout, Query, places, see_other};

#[handler]
pub async fn list(manager: ConnectionManager, layout: Layout) -> poem::Result<Response> {
    let all = read::all_own(&manager).await?;
    layout.page(views::TITLE, Vec::new(), views::list(&all, layout.times)).await
}

/// An id that is none is nothing, like one that is somebody else's.
fn id(text: &str) -> Result<ConnectionId> {
    text.parse().map_err(|_| Error::NotFound)
}

fn trail() -> Vec<Crumb<'static>> {
    vec![Crumb { label: views::TITLE, href: places::CONNECTIONS }]
}

#[handler]
pub async fn show(
    manager: ConnectionManager,
    layout: Layout,
    House(house): House,
    Path(connection): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    let row = read::own(&manager, id(&connection)?).await?;
    let outcome = views::Outcome::read(query.get("done"));
    let view = view(&row, &layout, outcome);
    let said = outcome.and_then(views::Outcome::said);
    let page = layout.page_saying(said, &row.name, trail(), views::show(&view, &FieldErrors::default())).await?;
    Ok(leading_out(page, &requests::ways_out(&house, &[&row]).await?))
}

fn view<'a>(row: &'a Model, layout: &'a Layout, outcome: Option<views::Outcome>) -> views::Shown<'a> {
    views::Shown { row, outcome, times: layout.times, token: &layout.token }
}

#[handler]
pub async fn connect(manager: ConnectionManager, door: Door, Path(connection): Path<String>) -> poem::Result<Response> {
    let house = on_behalf_of(&manager, &door.system, door.facts.address);
    let to = begin::begin_own(&manager, &house, id(&connection)?, &door.facts.origin()).await?;
    Ok(see_other(&to))
}

#[handler]
pub async fn key(
    manager: ConnectionManager,
    layout: Layout,
    door: Door,
    connector: Data<&Arc<Connector>>,
    Path(connection): Path<String>,
    form: Form,
) -> poem::Result<Response> {
    let id = id(&connection)?;
    let house = on_behalf_of(&manager, &door.system, door.facts.address);
    match keys::keep_own(&manager, &house, &connector, id, form.get("api_key")).await {
        Ok(()) => Ok(layout.go(&format!("{}?done=connected", places::connection(id)))),
        Err(Error::Invalid(errors)) => {
            let row = read::own(&manager, id).await?;
            layout.invalid(&row.name, trail(), views::show(&view(&row, &layout, None), &errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

#[handler]
pub async fn disconnect(
    manager: ConnectionManager,
    layout: Layout,
    door: Door,
    connector: Data<&Arc<Connector>>,
    Path(connection): Path<String>,
) -> poem::Result<Response> {
    let id = id(&connection)?;
    let house = on_behalf_of(&manager, &door.system, door.facts.address);
    accounts::disconnect_own(&manager, &house, &connector, id).await?;
    Ok(layout.go(&format!("{}?done=disconnected", places::connection(id))))
}
