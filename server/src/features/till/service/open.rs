use portico_stripe::Stripe;

use crate::access::{AgencyScope, Part, together};
use crate::entity::agency;
use crate::entity::stripe_account::{Column, Entity, Model};
use crate::entity::words::StripeMode;
use crate::error::{Error, Result};
use crate::stripe::Cashier;
use sea_orm::{ColumnTrait, DerivePartialModel};

/// The name under which customers are kept where the install's own account is the only agency's.
pub const INSTALL: &str = "install";

/// An account that an agency can be paid by.
pub struct Till {
    pub stripe: Stripe,
    /// Its name at Stripe.
    pub account: String,
}

/// The agency's account, where it can be paid by one: its own, one connected to the install's, or, where it is the
/// only agency here, the install's.
///
/// # Errors
/// A conflict where what is set up is no key.
pub async fn open(scope: &AgencyScope, cashier: &Cashier) -> Result<Option<Till>> {
    let Some(row) = row(scope).await? else {
        return of_install(scope, cashier).await;
    };
    if row.charges_enabled { opened(scope, cashier, row).map(Some) } else { Ok(None) }
}

/// The install's account, where the agency has none of its own and is paid by that.
///
/// # Errors
/// A conflict where what is set up is no key.
pub async fn by_install(scope: &AgencyScope, cashier: &Cashier) -> Result<Option<Till>> {
    if row(scope).await?.is_some() { Ok(None) } else { of_install(scope, cashier).await }
}

async fn of_install(scope: &AgencyScope, cashier: &Cashier) -> Result<Option<Till>> {
    match cashier.install_key.as_deref() {
        Some(key) if scope.is_alone().await? => {
            Ok(Some(Till { stripe: cashier.open(key)?, account: INSTALL.to_owned() }))
        }
        _ => Ok(None),
    }
}

/// The agency's own account, also while it may not charge: to look after what was begun there.
///
/// # Errors
/// [`Error::NotFound`] where there is none; a conflict where what is set up is no key.
pub async fn own(scope: &AgencyScope, cashier: &Cashier) -> Result<Till> {
    opened(scope, cashier, row(scope).await?.ok_or(Error::NotFound)?)
}

fn opened(scope: &AgencyScope, cashier: &Cashier, row: Model) -> Result<Till> {
    let stripe = match row.mode {
        StripeMode::Keys => cashier.open(&unseal(scope, "key", row.secret_key.as_deref())?)?,
        StripeMode::Connect => cashier.connected(&row.account_id)?,
    };
    Ok(Till { stripe, account: row.account_id })
}

/// Whether clients of the agency can pay online, to be asked for together with others.
pub fn part_is_set_up<'s>(scope: &'s AgencyScope, cashier: &Cashier) -> Part<'s, bool> {
    let install = cashier.install_key.is_some();
    let account = scope.find::<Entity>().part_as::<Usable>();
    together((account, scope.part_is_alone())).map(move |(account, alone)| match account.first() {
        Some(row) => row.charges_enabled && (row.mode == StripeMode::Keys || install),
        None => install && alone,
    })
}

/// What tells whether an account can be paid by.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "Entity")]
struct Usable {
    mode: StripeMode,
    charges_enabled: bool,
}

/// What the agency's webhooks may be signed with: the newest first. None means that none can be.
///
/// # Errors
/// When what is sealed does not open.
pub async fn secrets_of(scope: &AgencyScope, cashier: &Cashier) -> Result<Vec<String>> {
    match row(scope).await? {
        Some(row) if row.mode == StripeMode::Keys => {
            let text = unseal(scope, "webhooks", row.webhook_secrets.as_deref())?;
            serde_json::from_str(&text).map_err(Error::internal)
        }
        None if scope.is_alone().await? => Ok(cashier.install_secrets.clone()),
        _ => Ok(Vec::new()),
    }
}

/// The account's name at Stripe, where the agency has one.
///
/// # Errors
/// When the database fails.
pub async fn account_id(scope: &AgencyScope) -> Result<Option<String>> {
    Ok(row(scope).await?.map(|row| row.account_id))
}

/// Whether the agency is paid by this account still.
///
/// # Errors
/// When the database fails.
pub async fn is_still(scope: &AgencyScope, till: &Till) -> Result<bool> {
    Ok(account_id(scope).await?.as_deref().unwrap_or(INSTALL) == till.account)
}

/// Whether the agency is paid by this account still, asked within a transaction, before anything else is held there: the
/// account stays until it ends, and of who removes or sets it and who begins something by it one waits for the other.
///
/// # Errors
/// When the database fails.
pub async fn hold(scope: &AgencyScope, account: &str) -> Result<bool> {
    Ok(held(scope).await?.as_ref().map_or(INSTALL, |row| row.account_id.as_str()) == account)
}

pub(super) async fn held(scope: &AgencyScope) -> Result<Option<Model>> {
    let own = async || scope.find::<Entity>().filter(Column::AgencyId.eq(scope.agency())).locked().first().await;
    if let Some(row) = own().await? {
        return Ok(Some(row));
    }
    // Where there is no row yet, those who set one and who begin something without it wait at the agency's.
    scope.find::<agency::Entity>().in_place().one().await?;
    own().await
}

pub(super) async fn row(scope: &AgencyScope) -> Result<Option<Model>> {
    scope.find::<Entity>().filter(Column::AgencyId.eq(scope.agency())).first().await
}

pub(super) fn seal(scope: &AgencyScope, what: &str, secret: &str) -> Result<String> {
    scope.vault().seal(&about(scope, what), secret.as_bytes())
}

fn unseal(scope: &AgencyScope, what: &str, sealed: Option<&str>) -> Result<String> {
    let plain = scope.vault().open(&about(scope, what), sealed.unwrap_or_default())?;
    String::from_utf8(plain).map_err(Error::internal)
}

fn about(scope: &AgencyScope, what: &str) -> String {
    format!("stripe/{what}/{}", scope.agency())
}
