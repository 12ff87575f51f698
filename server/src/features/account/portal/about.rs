use poem::{Response, handler};

use super::Tries;
use crate::access::AccountScope;
use crate::error::{Error, FieldErrors};
use crate::features::account::service::{self, About};
use crate::features::account::views::{self, You};
use crate::web::{Form, Layout, Query, places};

fn you(layout: &Layout) -> You<'_> {
    let viewer = layout.viewer();
    You {
        name: &viewer.name,
        email: &viewer.email,
        new_email: "",
        phone: viewer.phone.as_deref().unwrap_or_default(),
        time_zone: viewer.time_zone.map(|zone| zone.name()).unwrap_or_default(),
        agency_zone: viewer.agency.time_zone.name(),
        shortcuts: viewer.shortcuts,
    }
}

async fn refused(layout: &Layout, you: &You<'_>, error: Error) -> poem::Result<Response> {
    let Error::Invalid(errors) = error else { return Err(error.into()) };
    layout.invalid(views::YOU, Vec::new(), views::you(you, &layout.token, &errors)).await
}

#[handler]
pub async fn show(layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let said = match query.get("saved") {
        "you" | "shortcuts" => Some("Saved."),
        "email" => Some("Look into the mailbox of your new address: a link is on its way."),
        _ => None,
    };
    let page = views::you(&you(&layout), &layout.token, &FieldErrors::default());
    layout.page_saying(said, views::YOU, Vec::new(), page).await
}

#[handler]
pub async fn change(scope: AccountScope, layout: Layout, form: Form) -> poem::Result<Response> {
    let about = About { name: form.get("name"), phone: form.get("phone"), time_zone: form.trimmed("time_zone") };
    let typed = You { name: about.name, phone: about.phone, time_zone: about.time_zone, ..you(&layout) };
    match service::change(&scope, about).await {
        Ok(()) => Ok(layout.go(&format!("{}?saved=you", places::ACCOUNT))),
        Err(error) => refused(&layout, &typed, error).await,
    }
}

#[handler]
pub async fn set_shortcuts(scope: AccountScope, layout: Layout, form: Form) -> poem::Result<Response> {
    service::set_shortcuts(&scope, form.get("shortcuts") == "true").await?;
    Ok(layout.go(&format!("{}?saved=shortcuts", places::ACCOUNT)))
}

#[handler]
pub async fn ask_email(scope: AccountScope, layout: Layout, tries: Tries, form: Form) -> poem::Result<Response> {
    let asked = service::ask(&scope, &tries.system, layout.viewer(), form.get("email_password"), form.get("email"));
    match tries.count(asked).await {
        Ok(()) => Ok(layout.go(&format!("{}?saved=email", places::ACCOUNT))),
        Err(error) => refused(&layout, &You { new_email: form.get("email"), ..you(&layout) }, error).await,
    }
}
