use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta, Utc};

use crate::{
    form::{Field, Form},
    office::Fault,
    when,
};

/// The hour at which a day's work begins.
const MORNING: u32 = 9;

/// Times until which something is often put off, each in words.
pub fn later(now: DateTime<Utc>, zone: FixedOffset) -> Vec<(&'static str, DateTime<Utc>)> {
    let today = now.with_timezone(&zone).date_naive();
    let to_monday = 7 - i64::from(today.weekday().num_days_from_monday());
    let days = [("Tomorrow morning", 1), ("Next week", to_monday), ("In two weeks", 14)];
    let days =
        days.into_iter().filter_map(|(words, days)| Some((words, morning(today + TimeDelta::days(days), zone)?)));
    [("In three hours", now + TimeDelta::hours(3))].into_iter().chain(days).collect()
}

fn morning(day: NaiveDate, zone: FixedOffset) -> Option<DateTime<Utc>> {
    day.and_hms_opt(MORNING, 0, 0)?.and_local_timezone(zone).single().map(|at| at.with_timezone(&Utc))
}

/// A time as people type it: `tomorrow`, `next week`, a day (its morning), a day with its clock, or how far ahead.
pub fn until(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    let today = now.with_timezone(&zone).date_naive();
    let text = text.trim().to_lowercase();
    let named = |words: &str| later(now, zone).into_iter().find(|(known, _)| *known == words).map(|(_, at)| at);
    match text.as_str() {
        "tomorrow" => return named("Tomorrow morning"),
        "next week" | "next-week" => return named("Next week"),
        _ => {}
    }
    match text.parse::<NaiveDate>() {
        Ok(day) if day > today => morning(day, zone),
        Ok(_) => None,
        Err(_) => when::ahead(&text, now, zone).filter(|at| *at > now),
    }
}

/// Until when a request is out of sight, on the reader's clock: the same words wherever it is said.
pub fn away(until: DateTime<Utc>, now: DateTime<Utc>, zone: FixedOffset) -> String {
    format!("out of sight until {}", when::moment(until, now, zone))
}

/// When it comes back.
pub fn until_field() -> Field {
    Field::text("until", "Until", "").helped("tomorrow, 3d, 2026-12-01 14:00")
}

/// The time that a form says.
pub fn read_until(form: &Form, now: DateTime<Utc>, zone: FixedOffset) -> Result<DateTime<Utc>, Fault> {
    let text = form.given("until").ok_or(("until", UNTIL))?;
    until(&text, now, zone).ok_or(("until", UNTIL))
}

/// How a time to come is said.
pub const UNTIL: &str = "Say a time to come, such as tomorrow, next week, 4h, 3d, 2026-12-01 or 2026-12-01 14:00.";

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<String> {
        // A Wednesday, late in the evening of the reader, who is an hour ahead.
        let now = "2026-03-04T22:30:00Z".parse().unwrap();
        let zone = FixedOffset::east_opt(3600).unwrap();
        until(text, now, zone).map(|at| at.with_timezone(&zone).format("%a %F %H:%M").to_string())
    }

    #[test]
    fn times_are_typed_as_people_say_them() {
        let is = |text: &str, at: &str| assert_eq!(told(text).as_deref(), Some(at), "{text}");
        is("tomorrow", "Thu 2026-03-05 09:00");
        is("Next week", "Mon 2026-03-09 09:00");
        is("next-week", "Mon 2026-03-09 09:00");
        is("2026-12-01", "Tue 2026-12-01 09:00");
        is("2026-12-01 14:30", "Tue 2026-12-01 14:30");
        is("4h", "Thu 2026-03-05 03:30");
        is("2w", "Wed 2026-03-18 23:30");
    }

    #[test]
    fn what_is_past_or_no_time_is_refused() {
        for text in ["", "soon", "2026-03-04", "2026-03-01", "2026-03-04 22:00", "-3d", "2026-13-01"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
