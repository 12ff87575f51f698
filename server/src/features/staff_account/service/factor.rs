use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::password::prove;
use super::{end_others, me};
use crate::access::AgencyScope;
use crate::codes;
use crate::entity::staff_recovery_code;
use crate::entity::staff_second_factor::{ActiveModel, Column, Entity};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::ids::StaffId;
use crate::passwords;

const WRONG: &str = "This code is not right, or was used before. Wait for the next one.";

fn about(staff: StaffId) -> String {
    format!("staff/{staff}")
}

/// Whether a staff user has a second factor.
///
/// # Errors
/// When the database fails.
pub async fn has_second_factor(scope: &AgencyScope, staff: StaffId) -> Result<bool> {
    let on = scope.find::<Entity>().filter(Column::StaffUserId.eq(staff)).filter(Column::ConfirmedAt.is_not_null());
    Ok(on.first().await?.is_some())
}

/// Makes a new secret for the caller, in place of one that was never confirmed.
///
/// # Errors
/// [`Error::Invalid`] when the password is wrong; a conflict where a second factor is on already.
pub async fn begin(scope: &AgencyScope, password: &str) -> Result<Vec<u8>> {
    let me = me(scope)?;
    prove(scope, "password", password).await?;
    let secret = codes::new_secret()?;
    let sealed = scope.vault().seal(&about(me), &secret)?;
    scope
        .transaction(async |scope| {
            let begun = scope.delete::<Entity>().filter(Column::StaffUserId.eq(me));
            begun.filter(Column::ConfirmedAt.is_null()).exec().await?;
            if has_second_factor(&scope, me).await? {
                return Err(Error::conflict("second_factor_on", "a second factor is set up already"));
            }
            let row = ActiveModel {
                staff_user_id: Set(me),
                agency_id: NotSet,
                secret: Set(sealed),
                last_step: Set(0),
                created_at: Set(scope.now()),
                confirmed_at: Set(None),
            };
            scope.insert(row).await?;
            Ok(())
        })
        .await?;
    Ok(secret)
}

/// Turns the caller's second factor on by a code of the new secret, and ends the sign-ins that were made without.
/// Gives the recovery codes, which nobody sees again.
///
/// # Errors
/// [`Error::Invalid`] at `code`; a conflict where nothing was begun.
pub async fn confirm(scope: &AgencyScope, code: &str) -> Result<Vec<String>> {
    let me = me(scope)?;
    scope
        .transaction(async |scope| {
            let begun = scope.find::<Entity>().filter(Column::StaffUserId.eq(me));
            let begun = begun.filter(Column::ConfirmedAt.is_null()).locked().first().await?;
            let not_begun = || Error::conflict("second_factor_not_begun", "ask for a secret first");
            let begun = begun.ok_or_else(not_begun)?;
            let secret = scope.vault().open(&about(me), &begun.secret)?;
            let step = codes::matching_step(&secret, code, scope.now());
            let step = step.ok_or_else(|| Error::field("code", WRONG))?;
            let on = scope.update::<Entity>().set(Column::ConfirmedAt, scope.now()).set(Column::LastStep, step);
            let on = on.filter(Column::StaffUserId.eq(me)).filter(Column::ConfirmedAt.is_null());
            if on.filter(Column::Secret.eq(begun.secret)).exec().await? != 1 {
                return Err(Error::Stale);
            }
            let codes = new_codes(&scope, me).await?;
            end_others(&scope).await?;
            record(&scope, me, Entry::new("second_factor.enabled")).await?;
            Ok(codes)
        })
        .await
}

async fn new_codes(scope: &AgencyScope, me: StaffId) -> Result<Vec<String>> {
    scope.delete::<staff_recovery_code::Entity>().filter(mine(me)).exec().await?;
    let codes = codes::recovery_codes()?;
    for hash in codes.iter().filter_map(|code| codes::recovery_hash(code)) {
        let row = staff_recovery_code::ActiveModel {
            staff_user_id: Set(me),
            code_hash: Set(hash),
            agency_id: NotSet,
            created_at: Set(scope.now()),
        };
        scope.insert(row).await?;
    }
    Ok(codes)
}

/// Makes new recovery codes for the caller, by the password and a code; the old ones count no more.
///
/// # Errors
/// [`Error::Invalid`] when one of them is wrong.
pub async fn renew_codes(scope: &AgencyScope, password: &str, code: &str) -> Result<Vec<String>> {
    let me = me(scope)?;
    prove(scope, "password", password).await?;
    scope
        .transaction(async |scope| {
            if !accept_code(&scope, me, code).await? {
                return Err(Error::field("code", WRONG));
            }
            let codes = new_codes(&scope, me).await?;
            record(&scope, me, Entry::new("recovery_codes.renewed")).await?;
            Ok(codes)
        })
        .await
}

fn mine(me: StaffId) -> sea_orm::sea_query::SimpleExpr {
    staff_recovery_code::Column::StaffUserId.eq(me)
}

/// Takes a code of a staff user's authenticator, or a recovery code. Each counts once, also when it comes twice at
/// the same time. Tells whether it was right.
///
/// # Errors
/// When the database fails.
pub async fn accept_code(scope: &AgencyScope, staff: StaffId, code: &str) -> Result<bool> {
    if let Some(hash) = codes::recovery_hash(code) {
        let spent = scope.delete::<staff_recovery_code::Entity>().filter(mine(staff));
        return Ok(spent.filter(staff_recovery_code::Column::CodeHash.eq(hash)).exec().await? == 1);
    }
    let row = scope.find::<Entity>().filter(Column::StaffUserId.eq(staff)).filter(Column::ConfirmedAt.is_not_null());
    let Some(row) = row.first().await? else { return Ok(false) };
    let secret = scope.vault().open(&about(staff), &row.secret)?;
    let Some(step) = codes::matching_step(&secret, code, scope.now()) else { return Ok(false) };
    let taken = scope.update::<Entity>().set(Column::LastStep, step).filter(Column::StaffUserId.eq(staff));
    Ok(taken.filter(Column::LastStep.lt(step)).filter(Column::Secret.eq(row.secret)).exec().await? == 1)
}

/// Turns the caller's second factor off, by the password and a code.
///
/// # Errors
/// [`Error::Invalid`] when one of them is wrong, or the password is too short to stand alone.
pub async fn disable(scope: &AgencyScope, password: &str, code: &str) -> Result<()> {
    let me = me(scope)?;
    prove(scope, "password", password).await?;
    if password.chars().count() < passwords::SHORTEST {
        let shortest = passwords::SHORTEST;
        let message =
            format!("Without a second factor a password has at least {shortest} characters. Change it first.");
        return Err(Error::field("password", message));
    }
    scope
        .transaction(async |scope| {
            if !accept_code(&scope, me, code).await? {
                return Err(Error::field("code", WRONG));
            }
            forget(&scope, me).await?;
            record(&scope, me, Entry::new("second_factor.disabled")).await
        })
        .await
}

/// Takes somebody's second factor and recovery codes away, as part of something else; tells whether there was one.
pub(super) async fn forget(scope: &AgencyScope, staff: StaffId) -> Result<bool> {
    let gone = scope.delete::<Entity>().filter(Column::StaffUserId.eq(staff)).exec().await?;
    scope.delete::<staff_recovery_code::Entity>().filter(mine(staff)).exec().await?;
    Ok(gone > 0)
}

async fn record(scope: &AgencyScope, me: StaffId, entry: Entry) -> Result<()> {
    audit::record(scope, entry.target("staff_user", me, scope.actor().name())).await
}
