use sea_orm::sea_query::Expr;

use crate::access::AccountScope;
use crate::entity::client_user::{Column, Entity};
use crate::error::{FieldErrors, Result};
use crate::text;

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
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", about.name, text::LONGEST_NAME))?;
    let phone = errors.keep(text::phone("phone", about.phone))?;
    if !about.time_zone.is_empty() && about.time_zone.parse::<chrono_tz::Tz>().is_err() {
        errors.add("time_zone", "Choose one of the list.");
    }
    errors.into_result()?;
    let or_nothing = |text: &str| if text.is_empty() { Expr::cust("NULL") } else { Expr::value(text) };
    scope
        .update::<Entity>()
        .set(Column::Name, name)
        .set_expr(Column::Phone, or_nothing(phone.as_deref().unwrap_or_default()))
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
