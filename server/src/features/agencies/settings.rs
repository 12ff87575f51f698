use sea_orm::ColumnTrait;
use sea_orm::sea_query::ExprTrait;
use serde_json::{Value, json};

use crate::access::{AdminScope, AgencyScope};
use crate::entity::agency::{Column, Entity, Model};
use crate::entity::approval_step;
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::locale::Locale;
use crate::money::Currency;
use crate::text;

/// The longest welcome.
const LONGEST_WELCOME: usize = 600;
/// The longest time before a deadline or between two reminders, in hours: a month.
const LONGEST_REMINDER: i32 = 720;
/// The most reminders of one version.
const MOST_REMINDERS: i32 = 20;

/// What an admin changes of the agency; what is `None` stays, and `Some(None)` takes away.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub name: Option<String>,
    pub sender_name: Option<Option<String>>,
    pub sender_address: Option<Option<String>>,
    pub welcome: Option<Option<String>>,
    pub locale: Option<Locale>,
    pub time_zone: Option<String>,
    pub currency: Option<String>,
    pub hold_seconds: Option<i32>,
    /// How long before a deadline people are reminded of what they have not decided; 0 for not before it.
    pub remind_before_hours: Option<i32>,
    /// How often after it; 0 for not after it.
    pub remind_every_hours: Option<i32>,
    /// How often at most; 0 for never.
    pub remind_at_most: Option<i32>,
    /// For how many days what went through runs is kept.
    pub keep_runs_days: Option<i32>,
}

impl Change {
    /// What is set, for the audit trail.
    fn said(&self) -> Value {
        let said = |value: Option<Value>, name: &str| value.map(|value| (name.to_owned(), value));
        let all = [
            said(self.name.as_ref().map(|value| json!(value)), "name"),
            said(self.sender_name.as_ref().map(|value| json!(value)), "sender_name"),
            said(self.sender_address.as_ref().map(|value| json!(value)), "sender_address"),
            said(self.welcome.as_ref().map(|value| json!(value)), "welcome"),
            said(self.locale.map(|value| json!(value.tag())), "locale"),
            said(self.time_zone.as_ref().map(|value| json!(value)), "time_zone"),
            said(self.currency.as_ref().map(|value| json!(value)), "currency"),
            said(self.hold_seconds.map(|value| json!(value)), "hold_seconds"),
            said(self.remind_before_hours.map(|value| json!(value)), "remind_before_hours"),
            said(self.remind_every_hours.map(|value| json!(value)), "remind_every_hours"),
            said(self.remind_at_most.map(|value| json!(value)), "remind_at_most"),
            said(self.keep_runs_days.map(|value| json!(value)), "keep_runs_days"),
        ];
        Value::Object(all.into_iter().flatten().collect())
    }
}

/// Changes the agency, if it is still as the caller saw it. It counts from the next page and the next mail on.
///
/// # Errors
/// [`Error::Stale`] when it has moved on from `version`; [`Error::Invalid`] at every field that cannot be.
pub async fn change(scope: &AdminScope, version: Option<i64>, change: Change) -> Result<Model> {
    let change = checked(change)?;
    let said = change.said();
    let reminders = [change.remind_before_hours, change.remind_every_hours, change.remind_at_most];
    scope
        .transaction(async |scope| {
            let seen = version.unwrap_or(scope.find::<Entity>().locked().one().await?.version);
            let mut rows = scope
                .update::<Entity>()
                .set_if(Column::Name, change.name)
                .set_if(Column::SenderName, change.sender_name)
                .set_if(Column::SenderAddress, change.sender_address)
                .set_if(Column::Welcome, change.welcome)
                .set_if(Column::Locale, change.locale.map(Locale::tag))
                .set_if(Column::TimeZone, change.time_zone)
                .set_if(Column::Currency, change.currency)
                .set_if(Column::HoldSeconds, change.hold_seconds)
                .set_if(Column::RemindBeforeHours, change.remind_before_hours)
                .set_if(Column::RemindEveryHours, change.remind_every_hours)
                .set_if(Column::RemindAtMost, change.remind_at_most)
                .set_if(Column::KeepRunsDays, change.keep_runs_days)
                .set(Column::Version, seen + 1)
                .filter(sea_orm::ColumnTrait::eq(&Column::Version, seen))
                .returning()
                .await?;
            let row = rows.pop().ok_or(Error::Stale)?;
            if reminders.iter().any(Option::is_some) {
                plan_anew(&scope).await?;
            }
            let entry = Entry::new("agency.changed").target("agency", row.id, row.name.clone()).detail(said);
            audit::record(&scope, entry).await?;
            Ok(row)
        })
        .await
}

/// Has every deadline of the agency looked at again, when to remind of it.
async fn plan_anew(scope: &AgencyScope) -> Result<()> {
    use approval_step::{Column, Entity};
    let open = Column::WaitsSince.is_not_null().and(Column::DueAt.is_not_null());
    scope.update::<Entity>().set(Column::RemindAt, scope.now()).filter(open).exec().await?;
    Ok(())
}

fn checked(change: Change) -> Result<Change> {
    let mut errors = FieldErrors::default();
    let name = change.name.map(|name| errors.keep(text::line("name", &name, text::LONGEST_NAME))).transpose()?;
    let mut line = |field, value: Option<Option<String>>| {
        let checked = |text: String| errors.keep(text::line(field, &text, text::LONGEST_NAME));
        value.map(|value| value.map(checked).transpose()).transpose()
    };
    let sender_name = line("sender_name", change.sender_name)?;
    if change.sender_address.iter().flatten().any(|address| !is_address(address)) {
        errors.add("sender_address", "This is not an email address.");
    }
    let welcome = change.welcome.map(|welcome| welcome.map(|text| text::clean(&text)).filter(|text| !text.is_empty()));
    let length = welcome.iter().flatten().map(|text| text.chars().count()).max().unwrap_or_default();
    if length > LONGEST_WELCOME {
        errors.add("welcome", format!("This is {length} characters long; at most {LONGEST_WELCOME} fit."));
    }
    if change.time_zone.as_ref().is_some_and(|zone| zone.parse::<chrono_tz::Tz>().is_err()) {
        errors.add("time_zone", "This is not a time zone's name.");
    }
    if change.currency.as_ref().is_some_and(|code| Currency::of(code).is_none()) {
        errors.add("currency", "This is not a currency's code (ISO 4217).");
    }
    for (field, value, most) in [
        ("remind_before_hours", change.remind_before_hours, LONGEST_REMINDER),
        ("remind_every_hours", change.remind_every_hours, LONGEST_REMINDER),
        ("remind_at_most", change.remind_at_most, MOST_REMINDERS),
    ] {
        if value.is_some_and(|value| !(0..=most).contains(&value)) {
            errors.add(field, format!("Say a whole number from 0 to {most}."));
        }
    }
    errors.into_result()?;
    Ok(Change { name, sender_name, welcome, ..change })
}

/// Whether mail programs can answer to this.
fn is_address(text: &str) -> bool {
    text.len() <= 254 && text.parse::<lettre::Address>().is_ok()
}
