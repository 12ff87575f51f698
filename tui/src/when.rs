//! Times as people say them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// How long, in one short word: `now`, `5m`, `3h`, `2d`, `6w`, `3y`.
pub fn span(delta: TimeDelta) -> String {
    match delta.num_minutes() {
        ..1 => "now".into(),
        minutes @ 1..60 => format!("{minutes}m"),
        minutes @ 60..1440 => format!("{}h", minutes / 60),
        minutes @ 1440..20_160 => format!("{}d", minutes / 1440),
        minutes @ 20_160..524_160 => format!("{}w", minutes / 10_080),
        minutes => format!("{}y", minutes / 524_160),
    }
}

/// A measured time, with its two largest units: `14m`, `3h 20m`, `1d 4h`.
pub fn measure(seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours, rest) {
        (0, 0, m) => format!("{m}m"),
        (0, h, 0) => format!("{h}h"),
        (0, h, m) => format!("{h}h {m}m"),
        (d, 0, _) => format!("{d}d"),
        (d, h, _) => format!("{d}d {h}h"),
    }
}

/// A moment on the reader's clock: `today 09:12`, `yesterday 17:40`, `3 Mar 08:00`.
pub fn moment(at: DateTime<Utc>, now: DateTime<Utc>, zone: FixedOffset) -> String {
    let (at, today) = (at.with_timezone(&zone), now.with_timezone(&zone).date_naive());
    let clock = at.format("%H:%M");
    match (today - at.date_naive()).num_days() {
        0 => format!("today {clock}"),
        1 => format!("yesterday {clock}"),
        -300..=300 => format!("{} {clock}", at.format("%-d %b")),
        _ => format!("{} {clock}", at.format("%-d %b %Y")),
    }
}

/// A moment in the past as people type it: a day, or how far back in hours, days or weeks.
pub fn past(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return day.and_hms_opt(0, 0, 0)?.and_local_timezone(zone).single().map(|at| at.with_timezone(&Utc));
    }
    now.checked_sub_signed(length(text)?)
}

/// A moment to come as people type it: the end of a day, a day with its clock, or how far ahead in hours, days or weeks.
pub fn ahead(text: &str, now: DateTime<Utc>, zone: FixedOffset) -> Option<DateTime<Utc>> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return day.and_hms_opt(23, 59, 59)?.and_local_timezone(zone).single().map(|at| at.with_timezone(&Utc));
    }
    if let Ok(at) = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M") {
        return at.and_local_timezone(zone).single().map(|at| at.with_timezone(&Utc));
    }
    now.checked_add_signed(length(text)?)
}

/// A moment to come as it can be typed again; the clock only where it is not the end of the day.
pub fn typed(at: DateTime<Utc>, zone: FixedOffset) -> String {
    let at = at.with_timezone(&zone);
    let clock = at.format("%H:%M").to_string();
    if clock == "23:59" { at.date_naive().to_string() } else { at.format("%Y-%m-%d %H:%M").to_string() }
}

fn length(text: &str) -> Option<TimeDelta> {
    let (count, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let count = count.trim().parse::<u16>().ok()?;
    let hours = match unit {
        "h" => 1,
        "d" => 24,
        "w" => 168,
        _ => return None,
    };
    Some(TimeDelta::hours(i64::from(count) * hours))
}

/// A date without a clock.
pub fn date(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_to_come_ends_late_unless_its_clock_is_said() {
        let now = "2027-03-01T10:00:00Z".parse().unwrap();
        let zone = FixedOffset::east_opt(3600).unwrap();
        let told = |text: &str| ahead(text, now, zone).map(|at| at.to_rfc3339());
        assert_eq!(told("2027-03-04").as_deref(), Some("2027-03-04T22:59:59+00:00"));
        assert_eq!(told("2027-03-04 17:30").as_deref(), Some("2027-03-04T16:30:00+00:00"));
        assert_eq!(told("12h").as_deref(), Some("2027-03-01T22:00:00+00:00"));
        assert_eq!(told("2027-03-04 25:00"), None);
    }

    #[test]
    fn spans_grow_by_unit() {
        let words: Vec<_> = [0, 5, 60, 1440, 20_160, 600_000].map(|minutes| span(TimeDelta::minutes(minutes))).into();
        assert_eq!(words, ["now", "5m", "1h", "1d", "2w", "1y"]);
        assert_eq!(span(TimeDelta::minutes(-9)), "now");
    }

    #[test]
    fn measures_have_two_units() {
        let words: Vec<_> = [0, 840, 12_000, 100_800, 86_400].map(measure).into();
        assert_eq!(words, ["0m", "14m", "3h 20m", "1d 4h", "1d"]);
    }

    #[test]
    fn a_past_is_a_day_or_a_distance() {
        let now: DateTime<Utc> = "2026-03-04T23:30:00Z".parse().unwrap();
        let zone = FixedOffset::east_opt(3600).unwrap();
        let at = |text: &str| past(text, now, zone).map(|at| at.to_rfc3339());
        assert_eq!(at("2026-03-04").as_deref(), Some("2026-03-03T23:00:00+00:00"));
        assert_eq!(at("7d").as_deref(), Some("2026-02-25T23:30:00+00:00"));
        assert_eq!([at(""), at("d"), at("7"), at("-1d"), at("soon"), at("1ü")], [const { None }; 6]);
    }

    #[test]
    fn moments_are_of_the_readers_day() {
        let now: DateTime<Utc> = "2026-03-04T23:30:00Z".parse().unwrap();
        let zone = FixedOffset::east_opt(3600).unwrap();
        assert_eq!(moment(now, now, zone), "today 00:30");
        assert_eq!(moment(now - TimeDelta::hours(1), now, zone), "yesterday 23:30");
        assert_eq!(moment(now - TimeDelta::days(9), now, zone), "24 Feb 00:30");
    }
}
