use sea_orm::sea_query::Expr;

use crate::access::ClientScope;
use crate::entity::{client_credential, client_user};
use crate::error::{Error, FieldErrors, Result};
use crate::{passwords, text};

/// The longest name taken, in characters.
const LONGEST_NAME: usize = 120;
/// The longest telephone number taken, in characters (E.164 has 15 digits; people write blanks and brackets).
const LONGEST_PHONE: usize = 40;

/// Changes the person's own name and telephone number.
///
/// # Errors
/// [`Error::Invalid`] at the fields.
pub async fn change(scope: &ClientScope, name: &str, phone: &str) -> Result<()> {
    let name = text::clean_line(name);
    let phone = phone.trim();
    let mut errors = FieldErrors::default();
    match name.chars().count() {
        0 => errors.add("name", "Tell us what to call you."),
        count if count > LONGEST_NAME => errors.add("name", format!("Use at most {LONGEST_NAME} characters.")),
        _ => {}
    }
    if phone.chars().count() > LONGEST_PHONE || phone.chars().any(|c| !(c.is_ascii_digit() || " +()-./".contains(c))) {
        errors.add("phone", "Use digits, blanks and + ( ) - . /");
    }
    errors.into_result()?;
    use client_user::Column;
    let update = scope.update_account().set(Column::Name, name);
    let update = if phone.is_empty() {
        update.set_expr(Column::Phone, Expr::cust("NULL"))
    } else {
        update.set(Column::Phone, phone)
    };
    update.exec().await?;
    Ok(())
}

/// Changes the person's password and signs out everywhere else.
///
/// # Errors
/// [`Error::Invalid`] when the current one is wrong or the new one weak.
pub async fn change_password(scope: &ClientScope, current: &str, new: &str) -> Result<()> {
    let hash = scope.find_credential().first().await?.map(|row| row.password_hash);
    if !passwords::verify(current.chars().take(passwords::LONGEST + 1).collect(), hash).await? {
        return Err(Error::field("current", "This is not your current password."));
    }
    let viewer = scope.viewer();
    passwords::check_strength("new", new, &[&viewer.email, &viewer.name, &viewer.agency.name])?;
    let hash = passwords::hash(new.to_owned()).await?;
    scope
        .transaction(async |scope| {
            use client_credential::Column;
            let update = scope.update_credential().set(Column::PasswordHash, hash);
            update.set(Column::ChangedAt, scope.now()).exec().await?;
            scope.end_other_sessions().await?;
            Ok(())
        })
        .await
}
