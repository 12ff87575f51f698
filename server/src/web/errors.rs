//! Errors as people see them: what happened, what was kept, what to do.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;

use maud::{Markup, html};
use poem::http::{HeaderValue, StatusCode, header};
use poem::{Endpoint, IntoResponse, Request, Response};

use super::components::Button;
use super::frame::{self, Bare, Brand, Theme};
use super::htmx;
use super::site::Site;
use crate::access::{self, Agency, Database, Facts, Viewer};
use crate::error::{Error, is_full};

/// What a page of nobody may load: nothing, and its forms lead nowhere, since it has none.
const NOTHING: &str = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// Gives the portal's face to errors that no page has made: an unknown path, a wrong method.
pub struct Branded<E>(pub E);

impl<E: Endpoint<Output = Response>> Endpoint for Branded<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let about = About::of(&request);
        let site = request.data::<Arc<Site>>().cloned();
        // A page that panics fails like any other.
        let called = AssertUnwindSafe(self.0.call(request)).catch_unwind().await;
        let outcome = called.unwrap_or_else(|_| Err(Error::internal(anyhow::anyhow!("a page panicked")).into()));
        match (outcome, site) {
            (Err(error), Some(site)) if !error.is_from_response() => Ok(page(&site, None, &about, &error).await),
            (outcome, _) => outcome,
        }
    }
}

/// What an error page needs of the request that failed.
pub struct About {
    host: String,
    request_id: String,
    fragment: bool,
    database: Option<Database>,
}

impl About {
    /// Taken before the request is given away.
    pub fn of(request: &Request) -> Self {
        let facts = request.data::<Facts>().cloned();
        let (host, id) = facts.map(|facts| (facts.host, facts.request_id)).unwrap_or_default();
        Self::at(request, host, id, request.data::<Database>().cloned())
    }

    /// Of a request that was not let in.
    pub fn at(request: &Request, host: String, request_id: String, database: Option<Database>) -> Self {
        Self { host, request_id, fragment: htmx::wants_fragment(request), database }
    }
}

/// The page for an error, under the agency's brand.
pub async fn page(site: &Site, viewer: Option<&Viewer>, about: &About, error: &poem::Error) -> Response {
    log(error, &about.request_id);
    if matches!(error.downcast_ref(), Some(Error::Misdirected)) {
        return misdirected();
    }
    let status = error.status();
    let agency = match (viewer, &about.database) {
        (Some(viewer), _) => Some(viewer.agency.clone()),
        (None, Some(database)) => match access::agency_of_host(&database.system(), &about.host).await {
            Ok(None) => return misdirected(),
            shown => shown.ok().flatten(),
        },
        (None, None) => None,
    };
    let words = words(error);
    let body = if about.fragment {
        html! { p class="error" role="alert" { (words.title) " " (words.text) } }
    } else {
        let home = if viewer.is_some() { "/portal" } else { "/" };
        framed(site, agency.as_ref(), &words, home, &about.request_id)
    };
    answer(status, error, body)
}

/// The page where not even the host is known: of no agency, and of no vendor either.
pub fn neutral(error: &poem::Error, request_id: &str) -> Response {
    log(error, request_id);
    let words = words(error);
    let body = html! {
        (maud::DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { (words.title) } }
            body { main { h1 { (words.title) } p { (words.text) } p { "Reference: " (request_id) } } }
        }
    };
    of_nobody(answer(error.status(), error, body))
}

/// The answer at a host that shows no agency.
fn misdirected() -> Response {
    let body = html! {
        (maud::DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "Nothing is served here" } }
            body { main { h1 { "Nothing is served here" } p { "Check the address you were given." } } }
        }
    };
    of_nobody((StatusCode::MISDIRECTED_REQUEST, body).into_response())
}

fn of_nobody(mut page: Response) -> Response {
    page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(NOTHING));
    page
}

fn answer(status: StatusCode, error: &poem::Error, body: Markup) -> Response {
    let mut response = (status, body).into_response();
    if let Some(Error::TooMany { retry_after }) = error.downcast_ref::<Error>() {
        response.headers_mut().insert(header::RETRY_AFTER, retry_after.as_secs().max(1).into());
    }
    response
}

fn log(error: &poem::Error, request_id: &str) {
    match error.downcast_ref::<Error>() {
        Some(Error::Internal(cause)) => tracing::error!(request_id, error = ?cause, "internal error"),
        Some(Error::Unavailable(cause)) => tracing::warn!(request_id, error = ?cause, "unavailable"),
        _ => {}
    }
}

fn framed(site: &Site, agency: Option<&Agency>, words: &Words, home: &str, request_id: &str) -> Markup {
    let look = agency.map(|agency| agency.look.clone()).unwrap_or_default();
    let urls = site.assets.urls(&look);
    let name = agency.map_or("", |agency| agency.name.as_str());
    let bare = Bare {
        language: agency.map_or("en", |agency| agency.locale.words()),
        theme: Theme::Auto,
        assets: &urls,
        brand: Brand { name, look: &look },
    };
    frame::bare(
        &bare,
        words.title,
        html! {
            h1 { (words.title) }
            p { (words.text) }
            p class="muted" { "Reference: " (request_id) }
            (Button::primary("Go to the start page").link(home))
        },
    )
}

struct Words {
    title: &'static str,
    text: String,
}

fn words(error: &poem::Error) -> Words {
    let (title, text) = match error.downcast_ref::<Error>() {
        Some(Error::Unauthenticated { message, .. }) => ("You are signed out", sentence(message)),
        Some(Error::Forbidden { message, .. }) => ("This was not taken", sentence(message)),
        Some(Error::Conflict { message, .. }) => ("This does not fit any more", sentence(message)),
        Some(Error::Stale | Error::Diverged(_)) => {
            ("This has changed", "Somebody changed this since you opened it. Reload to see how it is now.".into())
        }
        Some(Error::Invalid(errors)) => {
            ("Some of this cannot be", errors.iter().map(|(_, text)| sentence(text)).collect::<Vec<_>>().join(" "))
        }
        Some(Error::Malformed(message)) => ("This request made no sense", sentence(message)),
        Some(Error::TooLarge(most)) => {
            ("This is too large", format!("At most {} KB are taken here. Nothing was changed.", most / 1024))
        }
        Some(Error::TooMany { .. }) => ("Too many tries", "Wait a little and try again. Nothing was changed.".into()),
        Some(error @ Error::Unavailable(cause)) if is_full(cause) => ("No room left", sentence(&error.to_string())),
        Some(Error::Unavailable(_)) => {
            ("One moment", "Something we depend on does not answer. Nothing was changed; try again in a minute.".into())
        }
        Some(Error::NotFound | Error::Misdirected) => nothing(),
        Some(Error::Internal(_)) => failed(),
        None if error.status().is_server_error() => failed(),
        None if error.status() == StatusCode::METHOD_NOT_ALLOWED => {
            ("This cannot be done here", "Go back and use the buttons on the page.".into())
        }
        None if error.status() == StatusCode::NOT_FOUND => nothing(),
        None => ("This request made no sense", "Go back, reload the page and try again.".into()),
    };
    Words { title, text }
}

fn nothing() -> (&'static str, String) {
    ("There is nothing here", "The page may have moved, or it is not yours to see.".into())
}

fn failed() -> (&'static str, String) {
    (
        "Something went wrong on our side",
        "It has been noted. Try again; if it stays, send us the reference below.".into(),
    )
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use poem::endpoint::make;

    use super::*;

    #[tokio::test]
    async fn a_page_that_panics_fails_like_any_other() {
        let page = Branded(make(async |request: Request| {
            assert!(request.uri().path().is_empty(), "as planned");
            Ok::<_, poem::Error>(Response::default())
        }));
        let error = page.call(Request::default()).await.err().map(|error| error.status());
        assert_eq!(error, Some(StatusCode::INTERNAL_SERVER_ERROR));
    }
}
