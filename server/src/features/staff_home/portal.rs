use std::sync::{Arc, LazyLock};

use maud::PreEscaped;
use poem::web::Data;
use poem::{IntoResponse, Response, handler};

use super::views;
use crate::access::{Database, Facts};
use crate::api::document::TEXT;
use crate::error::Error;
use crate::features::agencies;
use crate::web::{Audience, Pages, Site, bare};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages.get("/dashboard", Audience::StaffDoor, home).get("/dashboard/api", Audience::StaffDoor, api)
}

#[handler]
async fn home(site: Data<&Arc<Site>>, database: Data<&Database>, facts: Data<&Facts>) -> poem::Result<Response> {
    let agency = agencies::of_host(&database.system(), &facts.host).await?.ok_or(Error::Misdirected)?;
    let scheme = if facts.secure { "https" } else { "http" };
    let address = format!("{scheme}://{}", facts.authority);
    Ok(bare(&site, &agency, views::TITLE, views::home(&agency.name, &address)).into_response())
}

#[handler]
async fn api(site: Data<&Arc<Site>>, database: Data<&Database>, facts: Data<&Facts>) -> poem::Result<Response> {
    // It is the same for everybody, and long in the making.
    static API: LazyLock<String> =
        LazyLock::new(|| views::api(&serde_json::from_str(TEXT).unwrap_or_default()).into_string());
    let agency = agencies::of_host(&database.system(), &facts.host).await?.ok_or(Error::Misdirected)?;
    Ok(bare(&site, &agency, views::API_TITLE, PreEscaped(API.clone())).into_response())
}
