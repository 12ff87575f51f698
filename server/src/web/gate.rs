use std::sync::Arc;

use poem::http::{StatusCode, header};
use poem::{Endpoint, IntoResponse, Request, Response};

use super::pages::Audience;
use super::site::Site;
use super::{cookies, errors, htmx, places, seen};
use crate::access::{self, Database, Facts, Viewer};
use crate::error::{Error, Result};

/// Decides on every request, before its page is called: is somebody signed in, on which workspace, and is
/// this page for them? Nothing else in the portal asks that again.
pub(super) struct Gate<E> {
    pub audience: Audience,
    pub inner: E,
}

enum Verdict {
    Enter(Option<Arc<Viewer>>),
    Go(String),
}

impl<E> Endpoint for Gate<E>
where
    E: Endpoint,
    E::Output: IntoResponse,
{
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let Some(site) = request.data::<Arc<Site>>().cloned() else {
            return Err(Error::internal(anyhow::anyhow!("the pages were put together without a site")).into());
        };
        let about = errors::About::of(&request);
        let (viewer, outcome) = match self.verdict(&mut request, &site).await {
            Ok(Verdict::Enter(viewer)) => {
                let note = viewer.as_deref().and_then(|viewer| seen::note(&request, viewer));
                let mut outcome = self.inner.call(request).await.map(IntoResponse::into_response);
                if let (Some(note), Ok(page)) = (note, &mut outcome)
                    && seen::is_page(page)
                {
                    cookies::set(page, &note)?;
                }
                (viewer, outcome)
            }
            Ok(Verdict::Go(to)) => (None, Ok(see_other(&to))),
            Err(error) => (request.data::<Arc<Viewer>>().cloned(), Err(error.into())),
        };
        match outcome {
            Ok(response) => Ok(response),
            Err(error) if error.is_from_response() => Ok(error.into_response()),
            Err(error) => Ok(errors::page(&site, viewer.as_deref(), &about, &error).await),
        }
    }
}

impl<E> Gate<E> {
    async fn verdict(&self, request: &mut Request, site: &Site) -> Result<Verdict> {
        let cookie = cookies::session(request);
        let workspace = cookies::workspace(request);
        let viewer = match self.audience {
            // A public form must not demand the token of a session that happens to be there.
            Audience::Public if !request.method().is_safe() => None,
            _ => access::admit(request, &site.sealer, cookie.as_deref(), workspace).await?,
        };
        if viewer.is_none() && !matches!(self.audience, Audience::Public | Audience::StaffDoor) {
            known_host(request).await?;
        }
        if viewer.is_none() && carries_bearer(request) && is_portal(request) {
            return Ok(Verdict::Go("/dashboard".into()));
        }
        match self.audience {
            Audience::Public => return Ok(Verdict::Enter(viewer)),
            Audience::StaffDoor if viewer.is_some() => return Ok(Verdict::Go("/portal".into())),
            Audience::StaffDoor => return Ok(Verdict::Enter(None)),
            _ => {}
        }
        let Some(viewer) = viewer else { return signed_out(request) };
        if self.audience == Audience::SignedIn {
            return Ok(Verdict::Enter(Some(viewer)));
        }
        if viewer.current().is_none() {
            return Ok(Verdict::Go("/".into()));
        }
        let Some(seat) = viewer.open() else { return second_factor_first(request) };
        if self.audience.admits(seat) { Ok(Verdict::Enter(Some(viewer))) } else { Err(Error::NotFound) }
    }
}

/// Where no session says so already, a page has to be asked for at a host that shows somebody: one that shows
/// nobody is not sent to a sign-in either. Public pages and the staff's door look up whom they show anyway.
async fn known_host(request: &Request) -> Result<()> {
    let missing = || Error::internal(anyhow::anyhow!("the pages were put together without their parts"));
    let database = request.data::<Database>().ok_or_else(missing)?;
    let facts = request.data::<Facts>().ok_or_else(missing)?;
    if access::is_known(database, &facts.host).await? { Ok(()) } else { Err(Error::Misdirected) }
}

/// A workspace that asks for a second factor serves nothing before there is one.
fn second_factor_first(request: &Request) -> Result<Verdict> {
    if is_quiet(request) {
        return Err(Error::Forbidden {
            code: "second_factor_missing",
            message: "this workspace asks for a second factor; set one up in your account",
        });
    }
    Ok(Verdict::Go(places::SECOND_FACTOR.into()))
}

/// Whether nobody would see a page.
fn is_quiet(request: &Request) -> bool {
    htmx::wants_fragment(request) || request.header("accept") == Some("text/event-stream")
}

/// A page asks to sign in and comes back; a fragment or an event stream says so and keeps what was typed.
fn signed_out(request: &Request) -> Result<Verdict> {
    if is_quiet(request) {
        return Err(Error::Unauthenticated {
            code: "signed_out",
            message: "you have been signed out; sign in again in another tab",
        });
    }
    let back = if request.method().is_safe() { request.uri().path_and_query().map(ToString::to_string) } else { None };
    Ok(Verdict::Go(match back.filter(|path| path != "/portal") {
        Some(path) => {
            let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            format!("/portal/login?next={next}")
        }
        None => "/portal/login".into(),
    }))
}

fn carries_bearer(request: &Request) -> bool {
    request.header("authorization").is_some_and(|value| value.starts_with("Bearer "))
}

fn is_portal(request: &Request) -> bool {
    request.uri().path().starts_with("/portal")
}

/// An answer that sends the browser on with a GET.
pub fn see_other(path: &str) -> Response {
    Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, path).finish()
}
