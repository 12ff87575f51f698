use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use crate::access::AccountScope;
use crate::codes;
use crate::entity::client_second_factor::{ActiveModel, Column, Entity};
use crate::entity::{client_pending_sign_in, client_recovery_code, client_session};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};

const WRONG: &str = "This code is not right, or was used before. Wait for the next one.";

/// Where a person stands.
pub enum State {
    Off,
    /// A secret is there that no code has confirmed yet.
    Begun(Vec<u8>),
    On {
        since: chrono::DateTime<chrono::Utc>,
        recovery_codes: i64,
    },
}

/// Where the person stands.
///
/// # Errors
/// When the database fails, or the secret was sealed under another key.
pub async fn state(scope: &AccountScope) -> Result<State> {
    let Some(row) = scope.find::<Entity>().first().await? else { return Ok(State::Off) };
    Ok(match row.confirmed_at {
        None => State::Begun(scope.vault().open(&about(scope), &row.secret)?),
        Some(since) => State::On { since, recovery_codes: scope.find::<client_recovery_code::Entity>().count().await? },
    })
}

/// Whether the person has one.
///
/// # Errors
/// When the database fails.
pub async fn is_on(scope: &AccountScope) -> Result<bool> {
    Ok(scope.find::<Entity>().filter(Column::ConfirmedAt.is_not_null()).first().await?.is_some())
}

/// What the secret is sealed for.
fn about(scope: &AccountScope) -> String {
    format!("client/{}", scope.person())
}

/// Makes a new secret, in place of one that was never confirmed.
///
/// # Errors
/// A conflict where one is on already.
pub async fn begin(scope: &AccountScope) -> Result<()> {
    let secret = scope.vault().seal(&about(scope), &codes::new_secret()?)?;
    scope
        .transaction(async |scope| {
            scope.delete::<Entity>().filter(Column::ConfirmedAt.is_null()).exec().await?;
            if is_on(&scope).await? {
                return Err(Error::conflict("second_factor_on", "a second factor is set up already"));
            }
            let row = ActiveModel {
                client_user_id: NotSet,
                agency_id: NotSet,
                secret: Set(secret),
                last_step: Set(0),
                created_at: Set(scope.now()),
                confirmed_at: Set(None),
            };
            scope.insert(row).await?;
            Ok(())
        })
        .await
}

/// Turns the second factor on by a code of the new secret, and ends the sessions that were opened without. Gives the
/// recovery codes, which nobody sees again.
///
/// # Errors
/// [`Error::Invalid`] at `code`; [`Error::NotFound`] where nothing was begun.
pub async fn confirm(scope: &AccountScope, code: &str) -> Result<Vec<String>> {
    scope
        .transaction(async |scope| {
            let begun = scope.find::<Entity>().filter(Column::ConfirmedAt.is_null()).locked().one().await?;
            let secret = scope.vault().open(&about(&scope), &begun.secret)?;
            let step = codes::matching_step(&secret, code, scope.now());
            let step = step.ok_or_else(|| Error::field("code", WRONG))?;
            let on = scope.update::<Entity>().set(Column::ConfirmedAt, scope.now()).set(Column::LastStep, step);
            let on = on.filter(Column::ConfirmedAt.is_null()).filter(Column::Secret.eq(begun.secret));
            if on.exec().await? != 1 {
                return Err(Error::Stale);
            }
            let others = scope.delete::<client_session::Entity>();
            others.filter(client_session::Column::TokenHash.ne(scope.session())).exec().await?;
            let codes = new_codes(&scope).await?;
            record(&scope, Entry::new("second_factor.enabled")).await?;
            Ok(codes)
        })
        .await
}

/// Takes a code of the authenticator, or a recovery code. Each counts once, also when it comes twice at the same
/// time. Tells whether it was right.
///
/// # Errors
/// When the database fails.
pub async fn accept(scope: &AccountScope, code: &str) -> Result<bool> {
    if let Some(hash) = codes::recovery_hash(code) {
        let spent = scope.delete::<client_recovery_code::Entity>();
        return Ok(spent.filter(client_recovery_code::Column::CodeHash.eq(hash)).exec().await? == 1);
    }
    let Some(row) = scope.find::<Entity>().filter(Column::ConfirmedAt.is_not_null()).first().await? else {
        return Ok(false);
    };
    let secret = scope.vault().open(&about(scope), &row.secret)?;
    let Some(step) = codes::matching_step(&secret, code, scope.now()) else { return Ok(false) };
    let taken = scope.update::<Entity>().set(Column::LastStep, step).filter(Column::LastStep.lt(step));
    Ok(taken.filter(Column::Secret.eq(row.secret)).exec().await? == 1)
}

/// Makes new recovery codes, for a code; the old ones count no more.
///
/// # Errors
/// [`Error::Invalid`] at `code`.
pub async fn renew_codes(scope: &AccountScope, code: &str) -> Result<Vec<String>> {
    scope
        .transaction(async |scope| {
            if !accept(&scope, code).await? {
                return Err(Error::field("code", WRONG));
            }
            let codes = new_codes(&scope).await?;
            record(&scope, Entry::new("recovery_codes.renewed")).await?;
            Ok(codes)
        })
        .await
}

async fn new_codes(scope: &AccountScope) -> Result<Vec<String>> {
    scope.delete::<client_recovery_code::Entity>().exec().await?;
    let codes = codes::recovery_codes()?;
    for hash in codes.iter().filter_map(|code| codes::recovery_hash(code)) {
        let row = client_recovery_code::ActiveModel {
            client_user_id: NotSet,
            code_hash: Set(hash),
            agency_id: NotSet,
            created_at: Set(scope.now()),
        };
        scope.insert(row).await?;
    }
    Ok(codes)
}

/// Turns the second factor off, for a code.
///
/// # Errors
/// [`Error::Invalid`] at `code`.
pub async fn disable(scope: &AccountScope, code: &str) -> Result<()> {
    scope
        .transaction(async |scope| {
            if !accept(&scope, code).await? {
                return Err(Error::field("code", WRONG));
            }
            forget(&scope).await?;
            record(&scope, Entry::new("second_factor.disabled")).await
        })
        .await
}

/// Takes away a second factor that was set up after this moment: somebody else's, where an account is taken back.
///
/// # Errors
/// When the database refuses.
pub async fn forget_since(scope: &AccountScope, moment: chrono::DateTime<chrono::Utc>) -> Result<()> {
    let later = scope.find::<Entity>().filter(Column::ConfirmedAt.gte(moment)).first().await?;
    if later.is_some() { forget(scope).await } else { Ok(()) }
}

async fn forget(scope: &AccountScope) -> Result<()> {
    scope.delete::<Entity>().exec().await?;
    scope.delete::<client_recovery_code::Entity>().exec().await?;
    scope.delete::<client_pending_sign_in::Entity>().exec().await?;
    Ok(())
}

async fn record(scope: &AccountScope, entry: Entry) -> Result<()> {
    audit::record(scope, entry.target("client_user", scope.person(), scope.actor().name())).await
}
