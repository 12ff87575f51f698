mod about;
mod email;
mod factor;
mod security;

use std::net::IpAddr;

use poem::web::Data;
use poem::{FromRequest, Request, RequestBody};

use crate::access::{AccountScope, Database, Facts, SystemScope};
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

/// Somebody who is signed in and tries a password or a code: a session that somebody else has got hold of must be no
/// way to guess them.
struct Tries {
    system: SystemScope,
    person: ClientId,
    address: IpAddr,
}

impl<'a> FromRequest<'a> for Tries {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        let person = AccountScope::from_request(request, body).await?.person();
        let Data(database) = Data::<&Database>::from_request(request, body).await?;
        let Data(facts) = Data::<&Facts>::from_request(request, body).await?;
        Ok(Self { system: database.system(), person, address: facts.address })
    }
}

impl Tries {
    /// Counts a try and makes it.
    async fn count<T>(&self, attempt: impl Future<Output = Result<T>>) -> Result<T> {
        let tries = throttle::count(&self.system, "password", &self.person.to_string(), self.address).await?;
        let done = attempt.await?;
        tries.succeeded(&self.system).await?;
        Ok(done)
    }
}
