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

/// Has the agency paid by an account of its own. Stripe is asked whose the key is before it is kept.
///
/// # Errors
/// [`Error::Invalid`] at what is no key, or that Stripe does not take; a conflict where the agency is paid by another
/// account; [`Error::Unavailable`] where Stripe does not answer.
pub async fn set_keys(scope: &AdminScope, cashier: &Cashier, keys: Keys) -> Result<()> {
    let key = keys.secret_key.trim();
    let mut errors = FieldErrors::default();
    let plain = |text: &str| text.len() <= 255 && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !["sk_live_", "sk_test_", "rk_live_", "rk_test_"].iter().any(|start| key.starts_with(start)) || !plain(key) {
        errors.add("secret_key", "A secret key begins with sk_live_, sk_test_, rk_live_ or rk_test_.");
    }
    let secrets: Vec<&str> = keys.webhook_secrets.iter().map(|secret| secret.trim()).collect();
    if secrets.is_empty() || !secrets.iter().all(|secret| secret.starts_with("whsec_") && plain(secret)) {
        errors.add("webhook_secrets", "A webhook's signing secret begins with whsec_.");
    }
    errors.into_result()?;
    let refused = |_| Error::field("secret_key", "Stripe does not take this key.");
    let account = match cashier.open(key).map_err(refused)?.own_account().await {
        Err(trouble) if trouble.passes() => return Err(trouble.into()),
        answer => answer.map_err(refused)?,
    };
    let ready = account.charges_enabled.unwrap_or(true);
    scope
        .transaction(async |scope| {
            // What runs at another account is looked after before that one is let go.
            if held(&scope).await?.is_some_and(|row| row.account_id != account.id) {
                let message = "this key is of another account than the agency's; remove that account first";
                return Err(Error::conflict("stripe_other_account", message));
            }
            let now = scope.now();
            let row = ActiveModel {
                agency_id: NotSet,
                mode: Set(StripeMode::Keys),
                secret_key: Set(Some(seal(&scope, "key", key)?)),
                key_hint: Set(Some(hint(key))),
                webhook_secrets: Set(Some(seal(&scope, "webhooks", &json!(secrets).to_string())?)),
                account_id: Set(account.id.clone()),
                charges_enabled: Set(ready),
                details_submitted: Set(account.details_submitted.unwrap_or(true)),
                checked_at: Set(now),
                created_at: Set(now),
                updated_at: Set(now),
            };
            replace(&scope, row).await?;
            let detail = json!({ "account": account.id, "mode": StripeMode::Keys });
            audit::record(&scope, Entry::new("stripe.connected").detail(detail)).await
        })
        .await
}

/// Makes an account of the agency's, connected to the install's, and gives Stripe's page where it is set up. Asked
/// again, it gives the page for the same account.
///
/// # Errors
/// A conflict where the install has no account, or the agency has keys of its own; what Stripe says against it.
pub async fn connect(scope: &AdminScope, cashier: &Cashier, back: &str) -> Result<String> {
    let missing = || Error::conflict("stripe_not_installed", "this install has no Stripe account to connect yours to");
    let platform = cashier.open(cashier.install_key.as_deref().ok_or_else(missing)?)?;
    let account = match row(scope).await? {
        Some(row) if row.mode == StripeMode::Keys => {
            return Err(Error::conflict("stripe_has_keys", "the agency has keys of its own; remove them first"));
        }
        Some(row) => row.account_id,
        None => {
            let made = platform.create_account(&format!("account-{}", scope.agency())).await?;
            scope
                .transaction(async |scope| {
                    let now = scope.now();
                    let row = ActiveModel {
                        agency_id: NotSet,
                        mode: Set(StripeMode::Connect),
                        secret_key: Set(None),
                        key_hint: Set(None),
                        webhook_secrets: Set(None),
                        account_id: Set(made.id.clone()),
                        charges_enabled: Set(made.charges_enabled.unwrap_or(false)),
                        details_submitted: Set(made.details_submitted.unwrap_or(false)),
                        checked_at: Set(now),
                        created_at: Set(now),
                        updated_at: Set(now),
                    };
                    replace(&scope, row).await?;
                    let detail = json!({ "account": made.id, "mode": StripeMode::Connect });
                    audit::record(&scope, Entry::new("stripe.connected").detail(detail)).await?;
                    Ok(made.id)
                })
                .await?
        }
    };
    // The page opens once and for minutes, so that each time is another.
    let key = format!("onboarding-{account}-{}", scope.now().timestamp_micros());
    let page = platform.onboarding_page(&key, &account, back, back).await?;
    page.url.ok_or_else(|| portico_stripe::Trouble::Malformed.into())
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

async fn replace(scope: &AgencyScope, row: ActiveModel) -> Result<()> {
    scope.delete::<Entity>().exec().await?;
    scope.insert(row).await?;
    Ok(())
}

fn hint(key: &str) -> String {
    format!("…{}", key.chars().skip(key.chars().count().saturating_sub(4)).collect::<String>())
}
