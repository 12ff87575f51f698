use sea_orm::ColumnTrait;

use crate::access::{AccountScope, Viewer};
use crate::entity::client_credential::{Column, Entity};
use crate::entity::{client_pending_sign_in, client_session};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::second_factor;
use crate::passwords;

/// Has the person prove that they know their password.
///
/// # Errors
/// [`Error::Invalid`] at `field`.
pub async fn prove(scope: &AccountScope, field: &'static str, password: &str) -> Result<()> {
    let hash = scope.find::<Entity>().first().await?.map(|row| row.password_hash);
    let short = password.chars().take(passwords::LONGEST + 1).collect();
    if passwords::verify(short, hash).await? {
        return Ok(());
    }
    Err(Error::field(field, "This is not your current password."))
}

/// Changes the person's password, signs out everywhere else, and ends sign-ins that wait for a code.
///
/// # Errors
/// [`Error::Invalid`] when the current one is wrong or the new one weak.
pub async fn change_password(scope: &AccountScope, viewer: &Viewer, current: &str, new: &str) -> Result<()> {
    prove(scope, "current", current).await?;
    let mut own = vec![viewer.email.as_str(), &viewer.name, &viewer.agency.name];
    own.extend(viewer.seats.iter().map(|seat| seat.name.as_str()));
    passwords::check_strength_of("new", new, &own, viewer.second_factor)?;
    let hash = passwords::hash(new.to_owned()).await?;
    scope
        .transaction(async |scope| {
            scope.update::<Entity>().set(Column::PasswordHash, hash).set(Column::ChangedAt, scope.now()).exec().await?;
            scope.delete::<client_pending_sign_in::Entity>().exec().await?;
            let others = scope.delete::<client_session::Entity>();
            others.filter(client_session::Column::TokenHash.ne(scope.session())).exec().await?;
            let name = scope.actor().name();
            audit::record(&scope, Entry::new("password.changed").target("client_user", scope.person(), name)).await
        })
        .await
}

/// Turns the second factor off, by the password and a code.
///
/// # Errors
/// [`Error::Invalid`] when one of them is wrong, or the password is too short to stand alone.
pub async fn disable_codes(scope: &AccountScope, password: &str, code: &str) -> Result<()> {
    prove(scope, "password", password).await?;
    if password.chars().count() < passwords::SHORTEST {
        let shortest = passwords::SHORTEST;
        let message =
            format!("Without a second factor a password has at least {shortest} characters. Change it first.");
        return Err(Error::field("password", message));
    }
    second_factor::disable(scope, code).await
}
