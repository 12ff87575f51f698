use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, SimpleExpr};

use super::me;
use crate::access::AgencyScope;
use crate::entity::staff_user::{Column, Entity, Model};
use crate::error::{Error, FieldErrors, Result};
use crate::features::staff;
use crate::{secrets, text};

/// The longest telephone number taken, in characters.
const LONGEST_PHONE: usize = 40;

/// What a staff user changes of themselves; what is `None` stays, `Some(None)` is taken away.
#[derive(Default)]
pub struct Change {
    pub name: Option<String>,
    pub title: Option<Option<String>>,
    pub phone: Option<Option<String>>,
    pub time_zone: Option<Option<String>>,
}

/// The caller, and the version of what they can change of themselves. It follows from the content.
///
/// # Errors
/// When the database fails.
pub async fn find(scope: &AgencyScope) -> Result<(Model, i64)> {
    let row = staff::find(scope, me(scope)?).await?;
    let version = version(&row);
    Ok((row, version))
}

fn version(row: &Model) -> i64 {
    let said = format!("{:?}", (&row.name, &row.title, &row.phone, &row.time_zone));
    let digits = secrets::hash(&said).chars().take(15).collect::<String>();
    i64::from_str_radix(&digits, 16).unwrap_or_default()
}

/// Changes what the caller says of themselves, if it is still as they saw it.
///
/// # Errors
/// [`Error::Invalid`] at the fields; [`Error::Stale`] when it has changed since `seen`.
pub async fn change(scope: &AgencyScope, seen: Option<i64>, change: Change) -> Result<()> {
    let me = me(scope)?;
    let mut errors = FieldErrors::default();
    let line = |field, text: String| text::line(field, &text, text::LONGEST_NAME);
    let name = change.name.map(|name| errors.keep(line("name", name))).transpose()?;
    let title =
        change.title.map(|title| errors.keep(title.map(|title| line("title", title)).transpose())).transpose()?;
    let phone = change.phone.map(|phone| phone.map(|phone| phone.trim().to_owned()));
    let dialled = |text: &str| text.chars().all(|c| c.is_ascii_digit() || " +()-./".contains(c));
    if let Some(Some(phone)) = &phone
        && (phone.is_empty() || phone.chars().count() > LONGEST_PHONE || !dialled(phone))
    {
        errors.add("phone", "Use digits, blanks and + ( ) - . /");
    }
    if let Some(Some(zone)) = &change.time_zone
        && zone.parse::<chrono_tz::Tz>().is_err()
    {
        errors.add("time_zone", "This is not a time zone's name.");
    }
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let row = scope.find::<Entity>().filter(Column::Id.eq(me)).locked().one().await?;
            if seen.is_some_and(|seen| seen != version(&row)) {
                return Err(Error::Stale);
            }
            let or_null = |text: Option<String>| -> SimpleExpr { text.map_or(Expr::cust("NULL"), Expr::value) };
            let mut update = scope.update::<Entity>().set(Column::Name, name.unwrap_or(row.name));
            let fields = [(Column::Title, title), (Column::Phone, phone), (Column::TimeZone, change.time_zone)];
            for (column, value) in fields {
                if let Some(value) = value {
                    update = update.set_expr(column, or_null(value));
                }
            }
            update.filter(Column::Id.eq(me)).exec().await.map(drop)
        })
        .await
}
