use poem::web::Path;
use poem::{Request, Response, handler};

use crate::error::Error;
use crate::features::account::{service, views};
use crate::web::{Door, cookies};

fn spent(door: &Door) -> Response {
    door.nothing(views::NEW_ADDRESS, views::spent())
}

/// What is said when a link could not do its work.
fn refused(door: &Door, error: Error) -> poem::Result<Response> {
    match error {
        Error::NotFound => Ok(spent(door)),
        Error::Conflict { .. } => Ok(door.conflict(views::NEW_ADDRESS, views::in_use())),
        error => Err(error.into()),
    }
}

#[handler]
pub async fn show(door: Door, Path(token): Path<String>) -> poem::Result<Response> {
    match service::check(&door.system, door.agency.id, &token).await {
        Ok(known) => {
            let page = views::confirm_address(&format!("/portal/email/{token}"), &known.email);
            Ok(door.page(views::NEW_ADDRESS, page))
        }
        Err(error) => refused(&door, error),
    }
}

#[handler]
pub async fn change(door: Door, Path(token): Path<String>, request: &Request) -> poem::Result<Response> {
    let kept = cookies::session(request);
    let (base_url, agency) = (&door.site.base_url, door.agency.id);
    match service::change_by_link(&door.system, base_url, agency, &token, &door.facts, kept.as_deref()).await {
        Ok(()) => Ok(door.page(views::NEW_ADDRESS, views::address_changed())),
        Err(error) => refused(&door, error),
    }
}

#[handler]
pub async fn show_undo(door: Door, Path(token): Path<String>) -> poem::Result<Response> {
    match service::check_undo(&door.system, door.agency.id, &token).await {
        Ok(known) => {
            let page = views::take_back(&format!("/portal/email/{token}/undo"), &known.email);
            Ok(door.page(views::OLD_ADDRESS, page))
        }
        Err(error) => refused(&door, error),
    }
}

#[handler]
pub async fn undo(door: Door, Path(token): Path<String>) -> poem::Result<Response> {
    match service::undo(&door.system, door.agency.id, &token, &door.facts).await {
        Ok(()) => Ok(door.page(views::OLD_ADDRESS, views::taken_back())),
        Err(error) => refused(&door, error),
    }
}
