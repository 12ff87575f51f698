use sea_orm::ColumnTrait;

use super::factor::has_second_factor;
use super::{end_others, me};
use crate::access::AgencyScope;
use crate::entity::staff_credential::{Column, Entity};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::{agencies, staff};
use crate::passwords;

/// Has the caller prove that they know their password.
///
/// # Errors
/// [`Error::Invalid`] at `field`.
pub async fn prove(scope: &AgencyScope, field: &'static str, password: &str) -> Result<()> {
    let row = scope.find::<Entity>().filter(Column::StaffUserId.eq(me(scope)?)).first().await?;
    let short = password.chars().take(passwords::LONGEST + 1).collect();
    if passwords::verify(short, row.map(|row| row.password_hash)).await? {
        return Ok(());
    }
    Err(Error::field(field, "This is not your current password."))
}

/// Changes the caller's password and ends their other sign-ins.
///
/// # Errors
/// [`Error::Invalid`] when the current one is wrong or the new one weak.
pub async fn change_password(scope: &AgencyScope, current: &str, new: &str) -> Result<()> {
    prove(scope, "current", current).await?;
    let person = staff::find(scope, me(scope)?).await?;
    let agency = agencies::name(scope).await?;
    let has_codes = has_second_factor(scope, person.id).await?;
    passwords::check_strength_of("new", new, &[&person.email, &person.name, &agency], has_codes)?;
    let hash = passwords::hash(new.to_owned()).await?;
    scope
        .transaction(async |scope| {
            let update = scope.update::<Entity>().set(Column::PasswordHash, hash).set(Column::ChangedAt, scope.now());
            update.filter(Column::StaffUserId.eq(person.id)).exec().await?;
            end_others(&scope).await?;
            audit::record(&scope, Entry::new("password.changed").target("staff_user", person.id, &person.name)).await
        })
        .await
}
