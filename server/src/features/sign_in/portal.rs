use std::sync::Arc;

use maud::Markup;
use poem::http::{StatusCode, header};
use poem::web::Path;
use poem::{FromRequest, IntoResponse, Request, RequestBody, Response, handler};

use super::{reset, service, views};
use crate::access::{self, Agency, Database, Facts, SystemScope, Viewer};
use crate::error::{Error, Result};
use crate::features::agencies;
use crate::ids::WorkspaceId;
use crate::throttle;
use crate::web::{Audience, Form, Pages, Query, Site, bare, cookies, places, see_other};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get("/", Audience::Public, home)
        .get(places::LOGIN, Audience::Public, show)
        .post(places::LOGIN, Audience::Public, sign_in)
        .post("/portal/logout", Audience::SignedIn, sign_out)
        .post("/portal/workspace", Audience::Client, switch)
        .get("/portal/forgot-password", Audience::Public, forgot)
        .post("/portal/forgot-password", Audience::Public, ask)
        .get("/portal/reset/:token", Audience::Public, show_reset)
        .post("/portal/reset/:token", Audience::Public, do_reset)
}

/// The agency's door: what a page for people who are not signed in needs.
struct Door {
    system: SystemScope,
    agency: Agency,
    facts: Facts,
    site: Arc<Site>,
    viewer: Option<Arc<Viewer>>,
}

impl<'a> FromRequest<'a> for Door {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let missing = || Error::internal(anyhow::anyhow!("the server was put together without its parts"));
        let system = request.data::<Database>().ok_or_else(missing)?.system();
        let facts = request.data::<Facts>().ok_or_else(missing)?.clone();
        let Some(agency) = agencies::of_host(&system, &facts.host).await? else {
            return Err(Error::Misdirected.into());
        };
        let site = request.data::<Arc<Site>>().ok_or_else(missing)?.clone();
        Ok(Self { system, agency, facts, site, viewer: request.data::<Arc<Viewer>>().cloned() })
    }
}

impl Door {
    fn page(&self, title: &str, content: Markup) -> Response {
        bare(&self.site, &self.agency, title, content).into_response()
    }
}

#[handler]
async fn home(door: Door) -> Response {
    match &door.viewer {
        Some(viewer) if viewer.current().is_some() => see_other(places::HOME),
        viewer => {
            let stranded = viewer.as_ref().map(|viewer| access::csrf_token(&door.site.sealer, viewer));
            door.page(&door.agency.name, views::home(&door.agency.name, None, stranded.as_deref()))
        }
    }
}

#[handler]
async fn show(door: Door, Query(query): Query) -> Response {
    if door.viewer.as_ref().is_some_and(|viewer| viewer.current().is_some()) {
        return see_other(places::HOME);
    }
    let note = (query.get("reset") == "done").then_some("Your password is changed. Sign in with the new one.");
    door.page(views::SIGN_IN, views::sign_in("", query.get("next"), None, note))
}

#[handler]
async fn sign_in(door: Door, request: &Request, form: Form) -> poem::Result<Response> {
    let (email, next) = (form.trimmed("email"), form.get("next"));
    let outcome = service::sign_in(&door.system, door.agency.id, email, form.get("password"), &door.facts).await;
    let (status, problem) = match outcome {
        Ok(token) => {
            // A session that was there before ends; its secret may be known elsewhere.
            if let Some(old) = cookies::session(request) {
                service::sign_out(&door.system, &old).await?;
            }
            let mut response = see_other(safe_path(next).unwrap_or(places::HOME));
            set_cookie(&mut response, &cookies::open_session(door.facts.secure, &token))?;
            return Ok(response);
        }
        Err(Error::Unauthenticated { .. }) => {
            (StatusCode::UNPROCESSABLE_ENTITY, "This email address and password do not go together.")
        }
        Err(error) => return Err(error.into()),
    };
    let page = bare(&door.site, &door.agency, views::SIGN_IN, views::sign_in(email, next, Some(problem), None));
    Ok((status, page).into_response())
}

/// A place of the portal, and nothing that leads elsewhere.
fn safe_path(path: &str) -> Option<&str> {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && path.starts_with("/portal") && !path.starts_with("/portal/log") && !path.contains("//")).then_some(path)
}

fn set_cookie(response: &mut Response, cookie: &str) -> Result<()> {
    let value = cookie.parse().map_err(|_| Error::internal(anyhow::anyhow!("a cookie that is no header")))?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(())
}

#[handler]
async fn sign_out(door: Door, request: &Request) -> poem::Result<Response> {
    if let Some(cookie) = cookies::session(request) {
        service::sign_out(&door.system, &cookie).await?;
    }
    let mut response = see_other(places::LOGIN);
    set_cookie(&mut response, &cookies::close_session(door.facts.secure))?;
    response.headers_mut().insert("clear-site-data", header::HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// Looks at another workspace of the person. One that is not theirs is nothing.
#[handler]
async fn switch(door: Door, form: Form) -> poem::Result<Response> {
    let wanted: Option<WorkspaceId> = form.get("workspace_id").parse().ok();
    let seats = door.viewer.as_ref().map(|viewer| viewer.seats.as_slice()).unwrap_or_default();
    let seat = seats.iter().find(|seat| Some(seat.workspace) == wanted).ok_or(Error::NotFound)?;
    let mut response = see_other(places::HOME);
    set_cookie(&mut response, &cookies::remember_workspace(door.facts.secure, seat.workspace))?;
    Ok(response)
}

#[handler]
async fn forgot(door: Door) -> Response {
    door.page(views::FORGOT, views::forgot("", None))
}

#[handler]
async fn ask(door: Door, form: Form) -> poem::Result<Response> {
    let email = form.trimmed("email");
    if !email.contains('@') {
        let page =
            bare(&door.site, &door.agency, views::FORGOT, views::forgot(email, Some("This is not an email address.")));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    throttle::count(&door.system, "reset", &format!("{}/{email}", door.agency.id), door.facts.address).await?;
    reset::ask(&door.system, door.agency.id, email).await?;
    Ok(door.page(views::FORGOT, views::asked()))
}

#[handler]
async fn show_reset(door: Door, Path(token): Path<String>) -> poem::Result<Response> {
    match reset::check(&door.system, door.agency.id, &token).await {
        Ok(_) => Ok(door.page(views::RESET, views::reset(&format!("/portal/reset/{token}"), None))),
        Err(Error::NotFound) => Ok(spent(&door)),
        Err(error) => Err(error.into()),
    }
}

#[handler]
async fn do_reset(door: Door, Path(token): Path<String>, form: Form) -> poem::Result<Response> {
    match reset::reset(&door.system, door.agency.id, &token, form.get("password")).await {
        Ok(()) => Ok(see_other("/portal/login?reset=done")),
        Err(Error::NotFound) => Ok(spent(&door)),
        Err(Error::Invalid(errors)) => {
            let form = views::reset(&format!("/portal/reset/{token}"), errors.at("password"));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, bare(&door.site, &door.agency, views::RESET, form)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn spent(door: &Door) -> Response {
    (StatusCode::NOT_FOUND, bare(&door.site, &door.agency, views::RESET, views::spent())).into_response()
}

#[cfg(test)]
mod tests {
    use super::safe_path;

    #[test]
    fn only_places_of_the_portal_are_gone_to() {
        assert_eq!(safe_path("/portal/requests?q=a%20b"), Some("/portal/requests?q=a%20b"));
        for foreign in [
            "https://evil.test",
            "//evil.test",
            "/portal//evil.test",
            "/portal\\evil",
            "/dashboard",
            "/portal/logout",
            "",
        ] {
            assert_eq!(safe_path(foreign), None, "{foreign}");
        }
    }
}
