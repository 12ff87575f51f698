use portico_stripe::{Account, Stripe, Trouble};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::open::{held, row, seal, secrets_of};
use crate::access::{AdminScope, AgencyScope};
use crate::entity::stripe_account::{ActiveModel, Column, Entity, Model};
use crate::entity::words::StripeMode;
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::stripe::Cashier;

/// An account's own key and what its webhooks are signed with.
pub struct Keys {
    pub secret_key: String,
    /// The newest first; two while it changes.
    pub webhook_secrets: Vec<String>,
}

/// How an agency's account stands.
pub struct Standing {
    pub account: Option<Model>,
    /// Whether the install has an account to which another can be connected.
    pub can_connect: bool,
    /// Whether webhooks can be told from forgeries.
    pub hears: bool,
    /// Whether the install's own account is used, since no other agency is here.
    pub by_install: bool,
}

impl Standing {
    /// Whether clients can pay.
    pub fn ready(&self) -> bool {
        self.by_install || self.account.as_ref().is_some_and(|account| account.charges_enabled)
    }

    /// What is missing, each in a sentence.
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        match &self.account {
            None if !self.by_install => missing.push("There is no account: set keys, or connect one."),
            Some(account) if !account.details_submitted => {
                missing.push("Stripe still asks about the business: open the onboarding page again.");
            }
            Some(account) if !account.charges_enabled => missing.push("Stripe does not let the account charge yet."),
            _ => {}
        }
        if self.ready() && !self.hears {
            missing.push("There is no webhook secret: payments are noticed hourly only.");
        }
        missing
    }
}

/// How the agency's account stands, as far as we know.
///
/// # Errors
/// When the database fails.
pub async fn standing(scope: &AgencyScope, cashier: &Cashier) -> Result<Standing> {
    let account = row(scope).await?;
    let by_install = account.is_none() && cashier.install_key.is_some() && scope.is_alone().await?;
    let connected = account.as_ref().is_some_and(|account| account.mode == StripeMode::Connect);
    let secrets = if connected { cashier.install_secrets.clone() } else { secrets_of(scope, cashier).await? };
    Ok(Standing { account, can_connect: cashier.install_key.is_some(), hears: !secrets.is_empty(), by_install })
}

/// An account at Stripe that an agency is to be paid by.
pub struct NewAccount {
    pub account: Account,
    /// None where it is connected to the install's.
    keys: Option<Keys>,
}

/// The account that keys open. Stripe is asked whose they are.
///
/// # Errors
/// [`Error::Invalid`] at what is no key, or that Stripe does not take; [`Error::Unavailable`] where Stripe does not
/// answer.
pub async fn prove(cashier: &Cashier, keys: &Keys) -> Result<NewAccount> {
    let key = keys.secret_key.trim();
    let mut errors = FieldErrors::default();
    let plain = |text: &str| text.len() <= 255 && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !["sk_live_", "sk_test_", "rk_live_", "rk_test_"].iter().any(|start| key.starts_with(start)) || !plain(key) {
        errors.add("secret_key", "A secret key begins with sk_live_, sk_test_, rk_live_ or rk_test_.");
    }
    let secrets: Vec<String> = keys.webhook_secrets.iter().map(|secret| secret.trim().to_owned()).collect();
    if secrets.is_empty() || !secrets.iter().all(|secret| secret.starts_with("whsec_") && plain(secret)) {
        errors.add("webhook_secrets", "A webhook's signing secret begins with whsec_.");
    }
    errors.into_result()?;
    let refused = |_| Error::field("secret_key", "Stripe does not take this key.");
    let account = match cashier.open(key).map_err(refused)?.own_account().await {
        Err(trouble) if trouble.passes() => return Err(trouble.into()),
        answer => answer.map_err(refused)?,
    };
    Ok(NewAccount { account, keys: Some(Keys { secret_key: key.to_owned(), webhook_secrets: secrets }) })
}

/// Has the agency paid by this account, as part of a transaction in which nothing else is held yet. What runs at the
/// install's account is `online`'s to look after before.
///
/// # Errors
/// A conflict where the agency is paid by another account of its own.
pub async fn keep(scope: &AgencyScope, new: &NewAccount) -> Result<()> {
    let NewAccount { account, keys } = new;
    // What runs at another account is looked after before that one is let go.
    if held(scope).await?.is_some_and(|row| row.account_id != account.id) {
        let message = "this key is of another account than the agency's; remove that account first";
        return Err(Error::conflict("stripe_other_account", message));
    }
    let mode = if keys.is_some() { StripeMode::Keys } else { StripeMode::Connect };
    let sealed = |what: &str, secret: &str| seal(scope, what, secret);
    let secret_key = keys.as_ref().map(|keys| sealed("key", &keys.secret_key)).transpose()?;
    let secrets = keys.as_ref().map(|keys| sealed("webhooks", &json!(keys.webhook_secrets).to_string())).transpose()?;
    let now = scope.now();
    let row = ActiveModel {
        agency_id: NotSet,
        mode: Set(mode),
        secret_key: Set(secret_key),
        key_hint: Set(keys.as_ref().map(|keys| hint(&keys.secret_key))),
        webhook_secrets: Set(secrets),
        account_id: Set(account.id.clone()),
        // Where Stripe does not say: what has a key stands already, and what was just made does not yet.
        charges_enabled: Set(account.charges_enabled.unwrap_or(keys.is_some())),
        details_submitted: Set(account.details_submitted.unwrap_or(keys.is_some())),
        checked_at: Set(now),
        created_at: Set(now),
        updated_at: Set(now),
    };
    scope.delete::<Entity>().exec().await?;
    scope.insert(row).await?;
    let detail = json!({ "account": account.id, "mode": mode });
    audit::record(scope, Entry::new("stripe.connected").detail(detail)).await
}

/// The agency's account that is connected to the install's, where it has one.
///
/// # Errors
/// A conflict where the install has no account, or the agency has keys of its own.
pub async fn connected(scope: &AdminScope, cashier: &Cashier) -> Result<Option<String>> {
    platform(cashier)?;
    match row(scope).await? {
        Some(row) if row.mode == StripeMode::Keys => {
            Err(Error::conflict("stripe_has_keys", "the agency has keys of its own; remove them first"))
        }
        row => Ok(row.map(|row| row.account_id)),
    }
}

/// Makes an account of the agency's, connected to the install's. Asked again, Stripe gives the same.
///
/// # Errors
/// A conflict where the install has no account; what Stripe says against it.
pub async fn make(scope: &AdminScope, cashier: &Cashier) -> Result<NewAccount> {
    let account = platform(cashier)?.create_account(&format!("account-{}", scope.agency())).await?;
    Ok(NewAccount { account, keys: None })
}

/// Stripe's page where a connected account is set up.
///
/// # Errors
/// A conflict where the install has no account; what Stripe says against it.
pub async fn onboarding(scope: &AdminScope, cashier: &Cashier, account: &str, back: &str) -> Result<String> {
    // The page opens once and for minutes, so that each time is another.
    let key = format!("onboarding-{account}-{}", scope.now().timestamp_micros());
    let page = platform(cashier)?.onboarding_page(&key, account, back, back).await?;
    page.url.ok_or_else(|| Trouble::Malformed.into())
}

fn platform(cashier: &Cashier) -> Result<Stripe> {
    let missing = || Error::conflict("stripe_not_installed", "this install has no Stripe account to connect yours to");
    Ok(cashier.open(cashier.install_key.as_deref().ok_or_else(missing)?)?)
}

/// Asks Stripe how the agency's account stands.
///
/// # Errors
/// What Stripe says against it.
pub async fn refresh(scope: &AgencyScope, cashier: &Cashier) -> Result<()> {
    let Some(row) = row(scope).await?.filter(|row| row.mode == StripeMode::Connect) else { return Ok(()) };
    let key = cashier.install_key.as_deref().unwrap_or_default();
    let account = cashier.open(key)?.account(&row.account_id).await?;
    let update = scope
        .update::<Entity>()
        .set(Column::ChargesEnabled, account.charges_enabled.unwrap_or(false))
        .set(Column::DetailsSubmitted, account.details_submitted.unwrap_or(false))
        .set(Column::CheckedAt, scope.now());
    update.filter(Column::AccountId.eq(row.account_id)).exec().await?;
    Ok(())
}

/// Forgets the agency's account, as part of a transaction. What runs there is `online`'s to look after before.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn forget(scope: &AgencyScope) -> Result<()> {
    let account = row(scope).await?.ok_or(Error::NotFound)?.account_id;
    scope.delete::<Entity>().exec().await?;
    audit::record(scope, Entry::new("stripe.removed").detail(json!({ "account": account }))).await
}

fn hint(key: &str) -> String {
    format!("…{}", key.chars().skip(key.chars().count().saturating_sub(4)).collect::<String>())
}
