use sea_orm::sea_query::Expr;

use crate::access::AccountScope;
use crate::entity::client_user::{Column, Entity};
use crate::error::{FieldErrors, Result};
use crate::text;

/// The longest telephone number taken, in characters (E.164 has 15 digits; people write blanks and brackets).
const LONGEST_PHONE: usize = 40;

/// What a person says of themselves. What is empty is not kept.
pub struct About<'a> {
    pub name: &'a str,
    pub phone: &'a str,
    /// An IANA time zone; the agency's where it is empty.
    pub time_zone: &'a str,
}

/// Changes the person's own name, telephone number and time zone.
///
/// # Errors
/// [`crate::error::Error::Invalid`] at the fields.
pub async fn change(scope: &AccountScope, about: About<'_>) -> Result<()> {
    let phone = about.phone.trim();
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", about.name, text::LONGEST_NAME))?;
    if phone.chars().count() > LONGEST_PHONE || phone.chars().any(|c| !(c.is_ascii_digit() || " +()-./".contains(c))) {
        errors.add("phone", "Use digits, blanks and + ( ) - . /");
    }
    if !about.time_zone.is_empty() && about.time_zone.parse::<chrono_tz::Tz>().is_err() {
        errors.add("time_zone", "Choose one of the list.");
    }
    errors.into_result()?;
    let or_nothing = |text: &str| if text.is_empty() { Expr::cust("NULL") } else { Expr::value(text) };
    scope
        .update::<Entity>()
        .set(Column::Name, name)
        .set_expr(Column::Phone, or_nothing(phone))
        .set_expr(Column::TimeZone, or_nothing(about.time_zone))
        .exec()
        .await?;
    Ok(())
}

/// Says whether single keys do something for the person.
///
/// # Errors
/// When the database refuses.
pub async fn set_shortcuts(scope: &AccountScope, on: bool) -> Result<()> {
    scope.update::<Entity>().set(Column::Shortcuts, on).exec().await.map(drop)
}
