use portico_openapi::types::{AgencyChange, AgencyField, AgencySettings, Locale};

use super::Fault;
use crate::form::{Field, Form, Pick};

/// How dates and times can be written.
const LOCALES: [(&str, &str); 9] = [
    ("en", "en: 14 November 2027, 14:05"),
    ("en-GB", "en-GB: 14 November 2027, 14:05"),
    ("en-US", "en-US: November 14, 2027, 2:05 PM"),
    ("de", "de"),
    ("fr", "fr"),
    ("es", "es"),
    ("nl", "nl"),
    ("it", "it"),
    ("pt", "pt"),
];

/// The agency's settings as a form has them.
pub fn fields(now: &AgencySettings) -> Vec<Field> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let picks = LOCALES.iter().map(|(value, label)| Pick::new(*value, *label)).collect();
    vec![
        Field::text("name", "Name", &now.name),
        Field::text("sender_name", "Mails are from", &text(&now.sender_name)).helped("empty: the name"),
        Field::text("sender_address", "Answers to mails go to", &text(&now.sender_address)),
        Field::choice("locale", "Dates are written", picks, &now.locale.to_string()),
        Field::text("time_zone", "Time zone", &now.time_zone).helped("such as Europe/Berlin"),
        Field::text("currency", "Currency", &now.currency).helped("such as EUR"),
        Field::text("hold_seconds", "What clients see waits", &now.hold_seconds.to_string())
            .helped("seconds, to take it back; 0: none"),
        Field::text("remind_before_hours", "First reminder", &now.remind_before_hours.to_string())
            .helped("hours before it is due; 0: none"),
        Field::text("remind_every_hours", "Then again every", &now.remind_every_hours.to_string())
            .helped("hours; 0: never"),
        Field::text("remind_at_most", "At most", &now.remind_at_most.to_string())
            .helped("times for a version; 0: never"),
        Field::text("keep_runs_days", "What went through runs", &now.keep_runs_days.to_string())
            .helped("days that it is kept after they ended, 1 to 3650"),
        Field::lines("welcome", "Welcome, above the sign-in", &text(&now.welcome)),
    ]
}

pub(super) fn filled(form: &Form) -> Result<AgencyChange, Fault> {
    let empty = [
        ("sender_name", AgencyField::SenderName),
        ("sender_address", AgencyField::SenderAddress),
        ("welcome", AgencyField::Welcome),
    ];
    let clear = empty.into_iter().filter(|(name, _)| form.given(name).is_none()).map(|(_, field)| field).collect();
    Ok(AgencyChange {
        name: Some(form.given("name").ok_or(("name", "The agency needs a name."))?),
        sender_name: form.given("sender_name"),
        sender_address: form.given("sender_address"),
        welcome: form.given("welcome"),
        locale: form.text("locale").parse::<Locale>().ok(),
        time_zone: form.given("time_zone"),
        currency: form.given("currency"),
        clear: Some(clear),
        hold_seconds: number(form, "hold_seconds")?,
        remind_before_hours: number(form, "remind_before_hours")?,
        remind_every_hours: number(form, "remind_every_hours")?,
        remind_at_most: number(form, "remind_at_most")?,
        keep_runs_days: days(form)?,
    })
}

/// For how many days what went through runs is kept.
fn days(form: &Form) -> Result<Option<i32>, Fault> {
    match number(form, "keep_runs_days")? {
        Some(days) if !(1..=3650).contains(&days) => Err(("keep_runs_days", "Say from 1 to 3650 days.")),
        days => Ok(days),
    }
}

/// A whole number; what is left empty stays as it is.
fn number(form: &Form, name: &'static str) -> Result<Option<i32>, Fault> {
    form.given(name).map(|text| text.parse().map_err(|_| (name, "Say a whole number."))).transpose()
}
