use poem::web::Path;
use poem::{Response, handler};

use crate::error::Error;
use crate::features::agencies;
use crate::features::invitations::service;
use crate::features::invitations::tries::{self, Kind};
use crate::features::invitations::views::teammate as views;
use crate::web::{Door, Form};

/// Where the agency is reached, as the console is told.
async fn address(door: &Door) -> poem::Result<String> {
    Ok(agencies::address(&door.system, door.agency.id, &door.site.base_url).await?)
}

fn spent(door: &Door) -> Response {
    door.nothing(views::SPENT, views::spent())
}

#[handler]
pub async fn show(door: Door, Path(token): Path<String>) -> poem::Result<Response> {
    match service::team_offer(&door.house(), &token).await {
        Ok(offer) => {
            let name = offer.name.clone().unwrap_or_default();
            Ok(door.page(views::TITLE, views::show(&door.agency.name, &offer, &name, None)))
        }
        Err(Error::NotFound) => {
            tries::missed(&door, Kind::Teammate, &token).await?;
            Ok(spent(&door))
        }
        Err(error) => Err(error.into()),
    }
}

#[handler]
pub async fn accept(door: Door, Path(token): Path<String>, form: Form) -> poem::Result<Response> {
    let (name, password) = (form.get("name"), form.get("password"));
    let joined = tries::counted(&door, Kind::Teammate, &token, async || {
        service::join_team(&door.system, door.agency.id, &token, name, password, &door.facts).await
    });
    match joined.await {
        Ok(person) => {
            let address = address(&door).await?;
            Ok(door.page(views::TITLE, views::joined(&door.agency.name, &person.email, &address)))
        }
        Err(Error::NotFound) => Ok(spent(&door)),
        Err(Error::Invalid(errors)) => {
            let offer = service::team_offer(&door.house(), &token).await?;
            let form = views::show(&door.agency.name, &offer, name, Some(&errors));
            Ok(door.invalid(views::TITLE, form))
        }
        Err(error) => Err(error.into()),
    }
}
