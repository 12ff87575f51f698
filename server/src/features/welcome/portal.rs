use maud::Markup;
use poem::{Response, handler};

use super::service::{self, Answer};
use super::views::{self, View};
use crate::access::{self, AccountScope, ClientScope};
use crate::entity::words::Onboarding;
use crate::error::{Error, FieldErrors, Result};
use crate::features::notifications::{self, Typed};
use crate::web::{Audience, Door, Form, Pages, places, see_other};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages.get(places::WELCOME, Audience::Client, show).post(places::WELCOME, Audience::Client, answer)
}

/// A form that was sent, and what is wrong with it.
type Sent<'a> = (&'a Form, &'a FieldErrors);

async fn drawn(scope: &ClientScope, door: &Door, step: Onboarding, sent: Option<Sent<'_>>) -> Result<Markup> {
    let viewer = scope.viewer();
    let token = access::csrf_token(&door.site.sealer, viewer);
    let sent_or = |name: &str, known: String| sent.map_or(known, |(form, _)| form.get(name).to_owned());
    Ok(views::show(&View {
        agency: &viewer.agency.name,
        step,
        name: &sent_or("name", viewer.name.clone()),
        phone: &sent_or("phone", viewer.phone.clone().unwrap_or_default()),
        time_zone: viewer.agency.time_zone.name(),
        mails: &match sent {
            Some((form, _)) => Typed::from_form(form),
            None => Typed::of(&notifications::client_wishes(scope).await?),
        },
        token: &token,
        errors: sent.map(|(_, errors)| errors),
    }))
}

#[handler]
async fn show(scope: ClientScope, door: Door) -> poem::Result<Response> {
    let Some(step) = scope.viewer().onboarding else { return Ok(see_other(places::HOME)) };
    Ok(door.page(views::TITLE, drawn(&scope, &door, step, None).await?))
}

#[handler]
async fn answer(scope: ClientScope, account: AccountScope, door: Door, form: Form) -> poem::Result<Response> {
    // A form of a step that is not asked any more, sent from another tab, changes nothing.
    let step = Onboarding::parse(form.get("step")).filter(|step| scope.viewer().onboarding == Some(*step));
    let Some(step) = step else { return Ok(see_other(places::WELCOME)) };
    let answered = async {
        let answer = match (form.get("go"), step) {
            ("skip", _) => Answer::Skipped,
            (_, Onboarding::You) => Answer::You { name: form.get("name"), phone: form.get("phone") },
            (_, Onboarding::TimeZone) => Answer::TimeZone(form.get("time_zone")),
            (_, Onboarding::Mails) => Answer::Mails(&scope, notifications::choices(&form)?),
        };
        service::answer(&account, step, answer).await
    };
    match answered.await {
        Ok(()) => Ok(see_other(places::WELCOME)),
        Err(Error::Invalid(errors)) => {
            let page = drawn(&scope, &door, step, Some((&form, &errors))).await?;
            Ok(door.invalid(views::TITLE, page))
        }
        Err(error) => Err(error.into()),
    }
}
