use poem::{Response, handler};

use super::service::{self, Answer};
use super::views::{self, View};
use crate::access::{self, AccountScope, ClientScope};
use crate::entity::words::Onboarding;
use crate::error::Error;
use crate::web::{Audience, Door, Form, Pages, places, see_other};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages.get(places::WELCOME, Audience::Client, show).post(places::WELCOME, Audience::Client, answer)
}

fn view<'a>(scope: &'a ClientScope, token: &'a str, step: Onboarding) -> View<'a> {
    let viewer = scope.viewer();
    View {
        agency: &viewer.agency.name,
        step,
        name: &viewer.name,
        phone: viewer.phone.as_deref().unwrap_or_default(),
        time_zone: viewer.agency.time_zone.name(),
        token,
        errors: None,
    }
}

#[handler]
async fn show(scope: ClientScope, door: Door) -> Response {
    let Some(step) = scope.viewer().onboarding else { return see_other(places::HOME) };
    let token = access::csrf_token(&door.site.sealer, scope.viewer());
    door.page(views::TITLE, views::show(&view(&scope, &token, step)))
}

#[handler]
async fn answer(scope: ClientScope, account: AccountScope, door: Door, form: Form) -> poem::Result<Response> {
    // A form of a step that is not asked any more, sent from another tab, changes nothing.
    let step = Onboarding::parse(form.get("step")).filter(|step| scope.viewer().onboarding == Some(*step));
    let Some(step) = step else { return Ok(see_other(places::WELCOME)) };
    let answer = match (form.get("go"), step) {
        ("skip", _) => Answer::Skipped,
        (_, Onboarding::You) => Answer::You { name: form.get("name"), phone: form.get("phone") },
        (_, Onboarding::TimeZone) => Answer::TimeZone(form.get("time_zone")),
    };
    match service::answer(&account, step, answer).await {
        Ok(()) => Ok(see_other(places::WELCOME)),
        Err(Error::Invalid(errors)) => {
            let token = access::csrf_token(&door.site.sealer, scope.viewer());
            let (name, phone) = (form.get("name"), form.get("phone"));
            let page = View { name, phone, errors: Some(&errors), ..view(&scope, &token, step) };
            Ok(door.invalid(views::TITLE, views::show(&page)))
        }
        Err(error) => Err(error.into()),
    }
}
