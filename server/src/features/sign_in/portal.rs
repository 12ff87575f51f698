use poem::http::header;
use poem::web::Path;
use poem::{Request, Response, handler};

use super::service::Entrance;
use super::{reset, service, views};
use crate::access;
use crate::error::{Error, Result};
use crate::ids::WorkspaceId;
use crate::web::{Audience, Door, Form, Pages, Query, cookies, places, see_other};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get("/", Audience::Public, home)
        .get(places::LOGIN, Audience::Public, show)
        .post(places::LOGIN, Audience::Public, sign_in)
        .get(places::LOGIN_CODE, Audience::Public, show_code)
        .post(places::LOGIN_CODE, Audience::Public, take_code)
        .post("/portal/logout", Audience::SignedIn, sign_out)
        .post("/portal/workspace", Audience::SignedIn, switch)
        .get("/portal/forgot-password", Audience::Public, forgot)
        .post("/portal/forgot-password", Audience::Public, ask)
        .get("/portal/reset/:token", Audience::Public, show_reset)
        .post("/portal/reset/:token", Audience::Public, do_reset)
}

#[handler]
async fn home(door: Door) -> Response {
    match &door.viewer {
        Some(viewer) if viewer.current().is_some() => see_other(places::HOME),
        viewer => {
            let stranded = viewer.as_ref().map(|viewer| access::csrf_token(&door.site.sealer, viewer));
            door.page(
                &door.agency.name,
                views::home(&door.agency.name, door.agency.welcome.as_deref(), stranded.as_deref()),
            )
        }
    }
}

#[handler]
async fn show(door: Door, Query(query): Query) -> Response {
    if door.viewer.as_ref().is_some_and(|viewer| viewer.current().is_some()) {
        return see_other(safe_path(query.get("next")).unwrap_or(places::HOME));
    }
    let note = (query.get("reset") == "done").then_some("Your password is changed. Sign in with the new one.");
    door.page(views::SIGN_IN, views::sign_in(door.agency.welcome.as_deref(), "", query.get("next"), None, note))
}

#[handler]
async fn sign_in(door: Door, request: &Request, form: Form) -> poem::Result<Response> {
    let (email, next) = (form.trimmed("email"), form.get("next"));
    let outcome = service::sign_in(&door.system, door.agency.id, email, form.get("password"), &door.facts).await;
    match outcome {
        Ok(Entrance::Session(token)) => {
            let response = see_other(safe_path(next).unwrap_or(places::HOME));
            Ok(signed_in(&door, request, &token, response).await?)
        }
        Ok(Entrance::Code(token)) => {
            let mut response = see_other(&code_place(next));
            cookies::set(&mut response, &cookies::wait_for_code(door.facts.secure, Some(&token)))?;
            Ok(response)
        }
        Err(Error::Unauthenticated { .. }) => {
            let problem = "This email address and password do not go together.";
            Ok(door.invalid(
                views::SIGN_IN,
                views::sign_in(door.agency.welcome.as_deref(), email, next, Some(problem), None),
            ))
        }
        Err(error) => Err(error.into()),
    }
}

/// Where the code is asked for, on the way to `next`.
fn code_place(next: &str) -> String {
    match safe_path(next) {
        Some(next) => {
            let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
            format!("{}?next={next}", places::LOGIN_CODE)
        }
        None => places::LOGIN_CODE.to_owned(),
    }
}

#[handler]
async fn show_code(door: Door, request: &Request, Query(query): Query) -> poem::Result<Response> {
    let token = cookies::pending(request).unwrap_or_default();
    if !service::is_waiting(&door.system, door.agency.id, &token, &door.facts).await? {
        return Ok(door.nothing(views::CODE, views::waited_out()));
    }
    Ok(door.page(views::CODE, views::code(query.get("next"), None)))
}

#[handler]
async fn take_code(door: Door, request: &Request, form: Form) -> poem::Result<Response> {
    let (token, next) = (cookies::pending(request).unwrap_or_default(), form.get("next"));
    match service::complete(&door.system, door.agency.id, &token, form.get("code"), &door.facts).await {
        Ok(Some(session)) => {
            let response = see_other(safe_path(next).unwrap_or(places::HOME));
            let mut response = signed_in(&door, request, &session, response).await?;
            cookies::set(&mut response, &cookies::wait_for_code(door.facts.secure, None))?;
            Ok(response)
        }
        Ok(None) => {
            let problem = "This code is not right, or was used before. Wait for the next one.";
            Ok(door.invalid(views::CODE, views::code(next, Some(problem))))
        }
        Err(Error::NotFound) => Ok(door.nothing(views::CODE, views::waited_out())),
        Err(error) => Err(error.into()),
    }
}

/// A place of the portal, and nothing that leads elsewhere.
fn safe_path(path: &str) -> Option<&str> {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && path.starts_with("/portal") && !path.starts_with("/portal/log") && !path.contains("//")).then_some(path)
}

/// Gives the browser a session that was just opened. One that was there before ends; its secret may be known
/// elsewhere.
///
/// # Errors
/// When the database fails.
pub async fn signed_in(door: &Door, request: &Request, token: &str, mut response: Response) -> Result<Response> {
    if let Some(old) = cookies::session(request) {
        service::sign_out(&door.system, &old, &door.facts).await?;
    }
    cookies::set(&mut response, &cookies::open_session(door.facts.secure, token))?;
    Ok(response)
}

#[handler]
async fn sign_out(door: Door, request: &Request, form: Form) -> poem::Result<Response> {
    if let Some(cookie) = cookies::session(request) {
        service::sign_out(&door.system, &cookie, &door.facts).await?;
    }
    let mut response = see_other(safe_path(form.get("next")).unwrap_or(places::LOGIN));
    cookies::set(&mut response, &cookies::close_session(door.facts.secure))?;
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
    cookies::set(&mut response, &cookies::remember_workspace(door.facts.secure, seat.workspace))?;
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
        return Ok(door.invalid(views::FORGOT, views::forgot(email, Some("This is not an email address."))));
    }
    reset::ask(&door.system, door.agency.id, email, &door.facts).await?;
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
    match reset::reset(&door.system, door.agency.id, &token, form.get("password"), &door.facts).await {
        Ok(()) => Ok(see_other("/portal/login?reset=done")),
        Err(Error::NotFound) => Ok(spent(&door)),
        Err(Error::Invalid(errors)) => {
            let form = views::reset(&format!("/portal/reset/{token}"), errors.at("password"));
            Ok(door.invalid(views::RESET, form))
        }
        Err(error) => Err(error.into()),
    }
}

fn spent(door: &Door) -> Response {
    door.nothing(views::RESET, views::spent())
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
