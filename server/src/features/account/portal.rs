use poem::web::Data;
use poem::{Response, handler};

use super::service;
use super::views::{self, Person};
use crate::access::{ClientScope, Database, Facts};
use crate::error::{Error, FieldErrors, Result};
use crate::throttle;
use crate::web::{Audience, Form, Layout, Pages, Query, places};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages.get(places::ACCOUNT, Audience::Client, show).post(places::ACCOUNT, Audience::Client, change).post(
        "/portal/account/password",
        Audience::Client,
        change_password,
    )
}

fn person(scope: &ClientScope) -> Person<'_> {
    let viewer = scope.viewer();
    Person { name: &viewer.name, email: &viewer.email, phone: viewer.phone.as_deref().unwrap_or_default() }
}

#[handler]
async fn show(scope: ClientScope, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let said = match query.get("saved") {
        "you" => Some("Saved."),
        "password" => Some("Your password is changed."),
        _ => None,
    };
    layout.page_saying(said, views::TITLE, Vec::new(), views::show(&person(&scope), &layout.token, None)).await
}

#[handler]
async fn change(scope: ClientScope, layout: Layout, form: Form) -> poem::Result<Response> {
    let typed = Person { name: form.get("name"), phone: form.get("phone"), ..person(&scope) };
    answer(&layout, &typed, "you", service::change(&scope, typed.name, typed.phone).await).await
}

#[handler]
async fn change_password(
    scope: ClientScope,
    layout: Layout,
    form: Form,
    database: Data<&Database>,
    facts: Data<&Facts>,
) -> poem::Result<Response> {
    // A session that somebody else has got hold of must be no way to guess the password.
    let system = database.system();
    let tries = throttle::count(&system, "password", &scope.person().to_string(), facts.address).await?;
    let changed = service::change_password(&scope, form.get("current"), form.get("new")).await;
    if changed.is_ok() {
        tries.succeeded(&system).await?;
    }
    answer(&layout, &person(&scope), "password", changed).await
}

async fn answer(layout: &Layout, person: &Person<'_>, what: &str, outcome: Result<()>) -> poem::Result<Response> {
    let refused = |errors: &FieldErrors| views::show(person, &layout.token, Some(errors));
    match outcome {
        Ok(()) => Ok(layout.go(&format!("{}?saved={what}", places::ACCOUNT))),
        Err(Error::Invalid(errors)) => layout.invalid(views::TITLE, Vec::new(), refused(&errors)).await,
        Err(error) => Err(error.into()),
    }
}
