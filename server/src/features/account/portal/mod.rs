mod about;
mod email;
mod factor;
mod security;

use crate::access::{Facts, SystemScope};
use crate::error::Result;
use crate::ids::ClientId;
use crate::throttle;
use crate::web::{Audience, Pages, places};

/// The feature's pages. One's own account is one's own in whatever workspace, or none.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get(places::ACCOUNT, Audience::SignedIn, about::show)
        .post(places::ACCOUNT, Audience::SignedIn, about::change)
        .post("/portal/account/shortcuts", Audience::SignedIn, about::set_shortcuts)
        .post("/portal/account/email", Audience::SignedIn, about::ask_email)
        .get("/portal/email/:token", Audience::Public, email::show)
        .post("/portal/email/:token", Audience::Public, email::change)
        .get("/portal/email/:token/undo", Audience::Public, email::show_undo)
        .post("/portal/email/:token/undo", Audience::Public, email::undo)
        .get(places::SECURITY, Audience::SignedIn, security::show)
        .post("/portal/account/password", Audience::SignedIn, security::change_password)
        .post("/portal/account/sessions/end", Audience::SignedIn, security::end_session)
        .post("/portal/account/sessions/end-others", Audience::SignedIn, security::end_others)
        .get(places::SECOND_FACTOR, Audience::SignedIn, factor::show)
        .post(places::SECOND_FACTOR, Audience::SignedIn, factor::begin)
        .post("/portal/account/second-factor/confirm", Audience::SignedIn, factor::confirm)
        .post("/portal/account/second-factor/codes", Audience::SignedIn, factor::renew_codes)
        .post("/portal/account/second-factor/disable", Audience::SignedIn, factor::disable)
}

/// Counts a try at the password or a code of somebody who is signed in: a session that somebody else has got hold
/// of must be no way to guess them.
async fn tried<T>(
    system: &SystemScope,
    person: ClientId,
    facts: &Facts,
    attempt: impl Future<Output = Result<T>>,
) -> poem::Result<Result<T>> {
    let tries = throttle::count(system, "password", &person.to_string(), facts.address).await?;
    let outcome = attempt.await;
    if outcome.is_ok() {
        tries.succeeded(system).await?;
    }
    Ok(outcome)
}
