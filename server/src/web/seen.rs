//! Which workspace a browser has shown somebody last. Who is removed from it stands in another one at the next page, and
//! is told so, once. It is kept with the person, since others may sign in at the same browser.

use poem::http::{Method, StatusCode, header};
use poem::{Request, Response};

use super::{cookies, htmx};
use crate::access::{Facts, StandIn, Viewer};

/// Whether the workspace that the person was shown last is none of theirs any more, and the answer is a page that can
/// say so.
pub(super) fn lost(request: &Request, viewer: &Viewer) -> bool {
    let last = cookies::shown_last(request, viewer.person).filter(|_| is_look(request) && viewer.open().is_some());
    last.is_some_and(|last| viewer.seats.iter().all(|seat| seat.workspace != last))
}

/// The cookie that notes what is shown now, where that is news and there is more than one workspace to stand in.
pub(super) fn note(request: &Request, viewer: &Viewer) -> Option<String> {
    let seat = viewer.open().filter(|_| is_look(request) && cookies::session(request).is_some())?;
    let news = cookies::shown_last(request, viewer.person) != Some(seat.workspace);
    let secure = request.data::<Facts>().is_some_and(|facts| facts.secure);
    let noted = news && (viewer.seats.len() > 1 || lost(request, viewer));
    noted.then(|| cookies::note_shown(secure, seat.workspace, viewer.person))
}

/// Whether somebody sees the page now: it is not fetched ahead, not for an open page that renews itself, and not for staff
/// who look at what a client would see.
pub fn is_looked_at(request: &Request) -> bool {
    let ahead = ["sec-purpose", "purpose", "x-moz", htmx::PRELOADED, "x-live"];
    request.data::<StandIn>().is_none() && ahead.iter().all(|name| request.header(*name).is_none())
}

/// Whether somebody looks at a whole page, and not at a part of one.
fn is_look(request: &Request) -> bool {
    request.method() == Method::GET && !htmx::wants_fragment(request) && is_looked_at(request)
}

/// Whether the answer is a page, and no file or stream.
pub(super) fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    response.status() == StatusCode::OK && kind.is_some_and(|kind| kind.starts_with("text/html"))
}
