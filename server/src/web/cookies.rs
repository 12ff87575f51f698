//! The portal's cookies: the session's secret, that of a sign-in between its two steps, and the workspace last
//! looked at.

use poem::http::header;
use poem::web::cookie::{Cookie, SameSite};
use poem::{Request, Response};

use crate::access::Facts;
use crate::error::{Error, Result};
use crate::ids::{ClientId, WorkspaceId};

const WORKSPACE: &str = "workspace";

/// `__Host-` binds the cookie to this very host; browsers refuse it over plain http, where only loopback is served.
const fn session_name(secure: bool) -> &'static str {
    if secure { "__Host-sid" } else { "sid" }
}

/// The session's secret, as the browser sent it.
pub fn session(request: &Request) -> Option<String> {
    let secure = request.data::<Facts>().is_some_and(|facts| facts.secure);
    read(request, session_name(secure))
}

const fn pending_name(secure: bool) -> &'static str {
    if secure { "__Host-pending" } else { "pending" }
}

/// The secret of a sign-in that waits for its code.
pub fn pending(request: &Request) -> Option<String> {
    let secure = request.data::<Facts>().is_some_and(|facts| facts.secure);
    read(request, pending_name(secure))
}

/// The cookie of a sign-in that waits for its code, for as long as it waits; none to forget it.
pub fn wait_for_code(secure: bool, token: Option<&str>) -> String {
    written(secure, pending_name(secure), token.unwrap_or_default(), Some(if token.is_some() { 600 } else { 0 }))
}

const fn connecting_name(secure: bool) -> &'static str {
    if secure { "__Host-connecting" } else { "connecting" }
}

/// What a browser that nobody is signed in at is known by, while it is away at a provider.
pub fn connecting(request: &Request) -> Option<String> {
    let secure = request.data::<Facts>().is_some_and(|facts| facts.secure);
    read(request, connecting_name(secure))
}

/// The cookie of a browser that goes to a provider, for as long as it may be away.
pub fn connect(secure: bool, token: &str) -> String {
    written(secure, connecting_name(secure), token, Some(600))
}

/// The workspace last looked at. A hint only: it is checked against the memberships.
pub fn workspace(request: &Request) -> Option<WorkspaceId> {
    let value = read(request, WORKSPACE)?;
    value.split_once('.').map_or(value.as_str(), |(workspace, _)| workspace).parse().ok()
}

/// The workspace that a page has shown this person last.
pub(super) fn shown_last(request: &Request, person: ClientId) -> Option<WorkspaceId> {
    let value = read(request, WORKSPACE)?;
    let (workspace, whose) = value.split_once('.')?;
    workspace.parse().ok().filter(|_| whose == person.to_string())
}

fn read(request: &Request, name: &str) -> Option<String> {
    request.headers().get_all("cookie").iter().filter_map(|header| header.to_str().ok()).find_map(|header| {
        let pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).next()
    })
}

/// Puts a cookie beside those that an answer sets already.
///
/// # Errors
/// When it is no header.
pub fn set(response: &mut Response, cookie: &str) -> Result<()> {
    let value = cookie.parse().map_err(|_| Error::internal(anyhow::anyhow!("a cookie that is no header")))?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(())
}

/// The cookie that opens a session; it lasts as long as the session can.
pub fn open_session(secure: bool, token: &str) -> String {
    written(secure, session_name(secure), token, Some(30 * 86_400))
}

/// The cookie that ends a session in the browser.
pub fn close_session(secure: bool) -> String {
    written(secure, session_name(secure), "", Some(0))
}

/// The cookie that remembers a workspace for a year.
pub fn remember_workspace(secure: bool, workspace: WorkspaceId) -> String {
    written(secure, WORKSPACE, &workspace.to_string(), Some(365 * 86_400))
}

/// The same, once a page of it was shown to this person.
pub(super) fn note_shown(secure: bool, workspace: WorkspaceId, person: ClientId) -> String {
    written(secure, WORKSPACE, &format!("{workspace}.{person}"), Some(365 * 86_400))
}

fn written(secure: bool, name: &str, value: &str, max_age: Option<u64>) -> String {
    let mut cookie = Cookie::new_with_str(name, value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_secure(secure);
    cookie.set_same_site(SameSite::Lax);
    if let Some(seconds) = max_age {
        cookie.set_max_age(std::time::Duration::from_secs(seconds));
    }
    cookie.to_string()
}
