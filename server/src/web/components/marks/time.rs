use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use maud::{Markup, html};

use crate::locale::Locale;
use crate::web::components::{Tone, badge};

/// Turns instants into words for one reader: the present and the zone are given, never looked up.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// The present.
    pub now: DateTime<Utc>,
    /// Where the reader's clock hangs.
    pub zone: Tz,
    /// How dates are written.
    pub locale: Locale,
}

impl Times {
    /// How long ago, in the fewest words that still help; the exact time on hover.
    pub fn relative(self, at: DateTime<Utc>) -> Markup {
        stamp(at, &self.long(at), &self.ago(at))
    }

    /// The whole date and time.
    pub fn exact(self, at: DateTime<Utc>) -> Markup {
        stamp(at, &self.long(at), &self.long(at))
    }

    /// How long something has waited since then.
    pub fn span(self, since: DateTime<Utc>) -> Markup {
        stamp(since, &self.long(since), &length(self.now - since))
    }

    /// How long something took, or has taken so far.
    pub fn took(self, from: DateTime<Utc>, until: Option<DateTime<Utc>>) -> Markup {
        let age = until.unwrap_or(self.now) - from;
        let words = match (age.num_minutes(), age.num_seconds()) {
            (1.., _) => length(age),
            (_, seconds @ 1..) => format!("{seconds} s"),
            _ => "under 1 s".to_owned(),
        };
        html! { time datetime={ "PT" (format!("{:.3}", age.as_seconds_f64().max(0.0))) "S" } { (words) } }
    }

    /// A day, by its name when it is near.
    pub fn day(self, day: NaiveDate) -> Markup {
        let exact = day.format(self.locale.long_day()).to_string();
        html! { time datetime=(day) title=(exact) { (self.named(day)) } }
    }

    /// The reader's day in which something happened.
    pub fn local_day(self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The moment at which a day begins for the reader.
    pub fn start_of(self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        self.zone.from_local_datetime(&midnight).earliest().map_or(midnight.and_utc(), |at| at.with_timezone(&Utc))
    }

    /// A day that has come, as a heading.
    pub fn past_day(self, day: NaiveDate) -> String {
        match (self.today() - day).num_days() {
            0 => "Today".to_owned(),
            1 => "Yesterday".to_owned(),
            2..7 => format!("{}, {}", day.format("%A"), day.format(self.locale.day_in_full())),
            _ => day.format(self.locale.long_day()).to_string(),
        }
    }

    /// The time of the day; the date is said elsewhere.
    pub fn clock(self, at: DateTime<Utc>) -> Markup {
        stamp(at, &self.long(at), &at.with_timezone(&self.zone).format(self.locale.time()).to_string())
    }

    /// A day something is due, with a tone when it is near or past.
    pub fn due(self, day: NaiveDate) -> Markup {
        match (day - self.today()).num_days() {
            -1 => badge(Tone::Negative, "1 day overdue"),
            late if late < 0 => badge(Tone::Negative, &format!("{} days overdue", -late)),
            0 | 1 => badge(Tone::Warning, &format!("due {}", self.named(day))),
            _ => html! { span class="due" { "due " (self.day(day)) } },
        }
    }

    fn today(self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    fn long(self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone);
        format!("{}, {}", local.format(self.locale.long_day()), local.format(self.locale.time()))
    }

    fn ago(self, at: DateTime<Utc>) -> String {
        let age = self.now - at;
        let local = at.with_timezone(&self.zone);
        let days = (self.today() - local.date_naive()).num_days();
        match (days, age.num_minutes()) {
            (0, -1..1) => "just now".to_owned(),
            (0, 1) => "1 minute ago".to_owned(),
            (0, minutes @ 2..60) => format!("{minutes} minutes ago"),
            (0, 60..120) => "1 hour ago".to_owned(),
            (0, minutes @ 120..) => format!("{} hours ago", minutes / 60),
            (1, _) => format!("yesterday, {}", local.format(self.locale.time())),
            (2..7, _) => format!("{}, {}", local.format("%A"), local.format(self.locale.time())),
            _ => self.short(local.date_naive()),
        }
    }

    fn named(self, day: NaiveDate) -> String {
        match (day - self.today()).num_days() {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            -1 => "yesterday".to_owned(),
            2..7 => day.format("%A").to_string(),
            _ => self.short(day),
        }
    }

    fn short(self, day: NaiveDate) -> String {
        let this_year = day.year() == self.today().year();
        day.format(if this_year { self.locale.day() } else { self.locale.day_of_year() }).to_string()
    }
}

fn stamp(at: DateTime<Utc>, exact: &str, words: &str) -> Markup {
    let machine = at.to_rfc3339_opts(SecondsFormat::Secs, true);
    html! { time datetime=(machine) title=(exact) { (words) } }
}

fn length(age: TimeDelta) -> String {
    match (age.num_days(), age.num_hours(), age.num_minutes()) {
        (14.., ..) => format!("{} weeks", age.num_weeks()),
        (days @ 2.., ..) => format!("{days} days"),
        (_, hours @ 1.., _) => format!("{hours} h"),
        (.., minutes) => format!("{} min", minutes.max(1)),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta, TimeZone, Utc};
    use chrono_tz::Tz;

    use super::{Times, length};
    use crate::locale::Locale;

    fn times() -> Option<Times> {
        let now = Utc.with_ymd_and_hms(2026, 11, 12, 9, 30, 0).single()?;
        Some(Times { now, zone: Tz::UTC, locale: Locale::En })
    }

    #[test]
    fn the_past_is_said_in_few_words() {
        let times = times().expect("a date");
        let said = |age| times.ago(times.now - age);
        assert_eq!(said(TimeDelta::seconds(20)), "just now");
        assert_eq!(said(TimeDelta::seconds(-20)), "just now");
        assert_eq!(said(TimeDelta::minutes(1)), "1 minute ago");
        assert_eq!(said(TimeDelta::minutes(119)), "1 hour ago");
        assert_eq!(said(TimeDelta::hours(9)), "9 hours ago");
        assert_eq!(said(TimeDelta::hours(10)), "yesterday, 23:30");
        assert_eq!(said(TimeDelta::days(3)), "Monday, 09:30");
        assert_eq!(said(TimeDelta::days(30)), "13 Oct");
        assert_eq!(said(TimeDelta::days(400)), "8 Oct 2025");
    }

    #[test]
    fn dates_are_written_as_the_agencys_place_writes_them() {
        let times = Times { locale: Locale::EnUs, ..times().expect("a date") };
        assert_eq!(times.long(times.now), "November 12, 2026, 9:30 AM");
        assert_eq!(times.ago(times.now - TimeDelta::days(30)), "Oct 13");
        assert_eq!(times.ago(times.now - TimeDelta::hours(10)), "yesterday, 11:30 PM");
        assert!(times.clock(times.now).into_string().ends_with(">9:30 AM</time>"));
        let before = |days| times.past_day(times.today() - TimeDelta::days(days));
        assert_eq!((before(3), before(30)), ("Monday, November 9".to_owned(), "October 13, 2026".to_owned()));
        let elsewhere = Times { locale: Locale::En, ..times };
        assert_eq!(elsewhere.past_day(times.today() - TimeDelta::days(3)), "Monday, 9 November");
    }

    #[test]
    fn days_ahead_have_names_only_while_near() {
        let times = times().expect("a date");
        let said = |day| NaiveDate::from_ymd_opt(2026, 11, day).map(|day| times.named(day));
        assert_eq!(said(12).as_deref(), Some("today"));
        assert_eq!(said(13).as_deref(), Some("tomorrow"));
        assert_eq!(said(16).as_deref(), Some("Monday"));
        assert_eq!(said(30).as_deref(), Some("30 Nov"));
    }

    #[test]
    fn waiting_is_rounded_down() {
        assert_eq!(length(TimeDelta::seconds(5)), "1 min");
        assert_eq!(length(TimeDelta::minutes(130)), "2 h");
        assert_eq!(length(TimeDelta::hours(47)), "47 h");
        assert_eq!(length(TimeDelta::days(13)), "13 days");
        assert_eq!(length(TimeDelta::days(15)), "2 weeks");
    }
}
