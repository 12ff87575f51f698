use poem::web::Path;
use poem::{Response, handler};

use super::{reset, views};
use crate::error::Error;
use crate::web::{Audience, Door, Form, Pages};

/// The feature's pages: the two steps of a reset link, which are no place for clients.
pub fn pages(pages: Pages) -> Pages {
    pages.get("/dashboard/reset/:token", Audience::StaffDoor, show).post(
        "/dashboard/reset/:token",
        Audience::StaffDoor,
        choose,
    )
}

fn spent(door: &Door) -> Response {
    door.nothing(views::RESET, views::spent())
}

#[handler]
async fn show(door: Door, Path(token): Path<String>) -> poem::Result<Response> {
    match reset::check(&door.system, door.agency.id, &token).await {
        Ok(_) => Ok(door.page(views::RESET, views::reset(&format!("/dashboard/reset/{token}"), None))),
        Err(Error::NotFound) => Ok(spent(&door)),
        Err(error) => Err(error.into()),
    }
}

#[handler]
async fn choose(door: Door, Path(token): Path<String>, form: Form) -> poem::Result<Response> {
    match reset::reset(&door.system, door.agency.id, &token, form.get("password"), &door.facts).await {
        Ok(()) => Ok(door.page(views::RESET, views::done())),
        Err(Error::NotFound) => Ok(spent(&door)),
        Err(Error::Invalid(errors)) => {
            let page = views::reset(&format!("/dashboard/reset/{token}"), errors.at("password"));
            Ok(door.invalid(views::RESET, page))
        }
        Err(error) => Err(error.into()),
    }
}
