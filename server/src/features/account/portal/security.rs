use poem::{Response, handler};

use super::Tries;
use crate::access::AccountScope;
use crate::error::{Error, FieldErrors};
use crate::features::account::{service, views};
use crate::features::second_factor;
use crate::web::{Form, Layout, Query, places};

/// The page, with what is wrong with the form that was sent.
async fn page(scope: &AccountScope, layout: &Layout, errors: &FieldErrors) -> poem::Result<maud::Markup> {
    let (factor, sessions) = (second_factor::state(scope).await?, service::sessions(scope).await?);
    let asked = layout.viewer().current().is_some_and(|seat| seat.requires_second_factor);
    let security = views::Security {
        email: &layout.viewer().email,
        factor: &factor,
        asked,
        sessions: &sessions,
        times: layout.times,
        token: &layout.token,
    };
    Ok(views::security(&security, errors))
}

/// Draws the page again for somebody who is to mend their form.
pub async fn refused(scope: &AccountScope, layout: &Layout, error: Error) -> poem::Result<Response> {
    match error {
        Error::Invalid(errors) => {
            let page = page(scope, layout, &errors).await?;
            layout.invalid(views::SECURITY, Vec::new(), page).await
        }
        Error::NotFound => Ok(layout.go(places::SECURITY)),
        error => Err(error.into()),
    }
}

#[handler]
pub async fn show(scope: AccountScope, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let said = match query.get("saved") {
        "password" => Some("Your password is changed."),
        "ended" => Some("Signed out there."),
        "codes-off" => Some("Your second factor is off."),
        _ => None,
    };
    let page = page(&scope, &layout, &FieldErrors::default()).await?;
    layout.page_saying(said, views::SECURITY, Vec::new(), page).await
}

#[handler]
pub async fn change_password(scope: AccountScope, layout: Layout, tries: Tries, form: Form) -> poem::Result<Response> {
    let changed = service::change_password(&scope, layout.viewer(), form.get("current"), form.get("new"));
    match tries.count(changed).await {
        Ok(()) => Ok(layout.go(&format!("{}?saved=password", places::SECURITY))),
        Err(error) => refused(&scope, &layout, error).await,
    }
}

#[handler]
pub async fn end_session(scope: AccountScope, layout: Layout, form: Form) -> poem::Result<Response> {
    service::end(&scope, form.get("session")).await?;
    Ok(layout.go(&format!("{}?saved=ended", places::SECURITY)))
}

#[handler]
pub async fn end_others(scope: AccountScope, layout: Layout) -> poem::Result<Response> {
    service::end_others(&scope).await?;
    Ok(layout.go(&format!("{}?saved=ended", places::SECURITY)))
}
