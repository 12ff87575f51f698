use poem::{Response, handler};

use super::Tries;
use super::security::refused;
use crate::access::AccountScope;
use crate::codes;
use crate::error::{Error, FieldErrors, Result};
use crate::features::account::{service, views};
use crate::features::second_factor::{self, State};
use crate::web::{Form, Layout, places};

/// The set-up: what it is for, or the secret with the form that confirms it.
async fn set_up(scope: &AccountScope, layout: &Layout, errors: Option<&FieldErrors>) -> poem::Result<Response> {
    let viewer = layout.viewer();
    let secret = match second_factor::state(scope).await? {
        State::On { .. } => return Ok(layout.go(places::SECURITY)),
        State::Off => None,
        State::Begun(secret) => Some(secret),
    };
    let asking = viewer.current().filter(|seat| seat.requires_second_factor).map(|seat| seat.name.as_str());
    let address = secret.as_deref().map(|secret| codes::address(&viewer.agency.name, &viewer.email, secret));
    let shared = secret.as_deref().zip(address.as_deref());
    let shared = shared.map(|(secret, address)| views::Shared { secret: codes::typed(secret), address });
    let page = views::set_up(&viewer.email, asking, shared.as_ref(), &layout.token, errors);
    match errors {
        Some(_) => layout.invalid(views::SET_UP, Vec::new(), page).await,
        None => layout.page(views::SET_UP, Vec::new(), page).await,
    }
}

#[handler]
pub async fn show(scope: AccountScope, layout: Layout) -> poem::Result<Response> {
    set_up(&scope, &layout, None).await
}

#[handler]
pub async fn begin(scope: AccountScope, layout: Layout) -> poem::Result<Response> {
    match second_factor::begin(&scope).await {
        Ok(()) | Err(Error::Conflict { .. }) => Ok(layout.go(places::SECOND_FACTOR)),
        Err(error) => Err(error.into()),
    }
}

/// New recovery codes are in this answer and nowhere else.
async fn show_codes(layout: &Layout, title: &str, codes: &[String]) -> poem::Result<Response> {
    layout.page(title, Vec::new(), views::recovery_codes(title, codes)).await
}

#[handler]
pub async fn confirm(scope: AccountScope, layout: Layout, tries: Tries, form: Form) -> poem::Result<Response> {
    let confirmed = async {
        prove(&scope, &form).await?;
        second_factor::confirm(&scope, form.get("code")).await
    };
    match tries.count(confirmed).await {
        Ok(codes) => show_codes(&layout, "Your second factor is on", &codes).await,
        Err(Error::Invalid(errors)) => set_up(&scope, &layout, Some(&errors)).await,
        Err(error) => refused(&scope, &layout, error).await,
    }
}

#[handler]
pub async fn renew_codes(scope: AccountScope, layout: Layout, tries: Tries, form: Form) -> poem::Result<Response> {
    let renewed = async {
        prove(&scope, &form).await?;
        second_factor::renew_codes(&scope, form.get("code")).await
    };
    match tries.count(renewed).await {
        Ok(codes) => show_codes(&layout, "New recovery codes", &codes).await,
        Err(error) => refused(&scope, &layout, error).await,
    }
}

async fn prove(scope: &AccountScope, form: &Form) -> Result<()> {
    service::prove(scope, "password", form.get("password")).await
}

#[handler]
pub async fn disable(scope: AccountScope, layout: Layout, tries: Tries, form: Form) -> poem::Result<Response> {
    let off = service::disable_codes(&scope, form.get("password"), form.get("code"));
    match tries.count(off).await {
        Ok(()) => Ok(layout.go(&format!("{}?saved=codes-off", places::SECURITY))),
        Err(error) => refused(&scope, &layout, error).await,
    }
}
