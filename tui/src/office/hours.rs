use chrono::NaiveDate;
use portico_openapi::types::{
    Holiday, OpeningHours, Priority, ServiceHours, ServiceHoursChange, ServiceTarget, Weekday,
};

use super::Fault;
use crate::form::{Field, Form};

const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The priorities with the names of their fields, the most pressing first.
pub const PRIORITIES: [(Priority, &str, &str); 4] = [
    (Priority::Urgent, "urgent", "Promised when urgent"),
    (Priority::High, "high", "  when high"),
    (Priority::Normal, "normal", "  when normal"),
    (Priority::Low, "low", "  when low"),
];

/// The hours, days off and promises as a form has them.
pub fn fields(now: &ServiceHours) -> Vec<Field> {
    let hours: Vec<_> = days(now).into_iter().map(|(day, hours)| format!("{day} {hours}")).collect();
    let holidays: Vec<_> = now.holidays.iter().map(|one| format!("{} {}", one.date, one.name)).collect();
    let mut fields = vec![
        Field::lines("hours", "Hours", &hours.join("\n")),
        Field::lines("holidays", "Days off", &holidays.join("\n")),
    ];
    fields.extend(PRIORITIES.iter().map(|(priority, name, label)| {
        let target = now.targets.iter().find(|target| target.priority == *priority);
        let text = target.map(|target| promised(target, ", ")).unwrap_or_default();
        Field::text(*name, *label, &text).helped("first answer, end: 1h 30m, 8h; - or empty: not promised")
    }));
    fields
}

/// The days that have hours, in their order, each with its hours.
pub fn days(now: &ServiceHours) -> Vec<(String, String)> {
    let of_day = |day: Weekday| {
        let hours = now.hours.iter().filter(|one| one.weekday == day);
        let hours: Vec<_> = hours.map(|one| format!("{}-{}", one.from, one.to)).collect();
        (!hours.is_empty()).then(|| (day.to_string(), hours.join(" ")))
    };
    DAYS.into_iter().filter_map(of_day).collect()
}

/// What is promised at a priority: the first answer, and the end.
pub fn promised(target: &ServiceTarget, between: &str) -> String {
    let told = |minutes: Option<u32>| minutes.map_or_else(|| "-".into(), length);
    format!("{}{between}{}", told(target.first_response_minutes), told(target.resolution_minutes))
}

/// Minutes as people write them: `45m`, `8h`, `1h 30m`.
fn length(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h {minutes}m"),
    }
}

pub(super) fn filled(form: &Form) -> Result<ServiceHoursChange, Fault> {
    let hours = lines(form, "hours").map(|line| of_day(&line).ok_or(("hours", HOURS)));
    let holidays = lines(form, "holidays").map(|line| holiday(&line).ok_or(("holidays", HOLIDAYS)));
    let hours = hours.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    let holidays = holidays.collect::<Result<_, _>>()?;
    let mut targets = Vec::new();
    for (priority, name, _) in PRIORITIES {
        let Some(text) = form.given(name) else { continue };
        let (first, end) = text.split_once([',', '/']).unwrap_or((&text, "-"));
        let first_response_minutes = minutes(first).ok_or((name, PROMISE))?;
        let resolution_minutes = minutes(end).ok_or((name, PROMISE))?;
        if first_response_minutes.is_some() || resolution_minutes.is_some() {
            targets.push(ServiceTarget { priority, first_response_minutes, resolution_minutes });
        }
    }
    Ok(ServiceHoursChange { hours: Some(hours), holidays: Some(holidays), targets: Some(targets) })
}

const HOURS: &str = "A line has a day and its hours, such as monday 09:00-12:30 13:30-17:30.";
const HOLIDAYS: &str = "A line has a day and its name, such as 2026-12-25 Christmas Day.";
const PROMISE: &str = "Say how soon the first answer comes, and the end, such as 1h 30m, 8h.";

fn lines(form: &Form, name: &str) -> impl Iterator<Item = String> {
    let lines: Vec<_> = form.text(name).lines().map(|line| line.trim().to_owned()).collect();
    lines.into_iter().filter(|line| !line.is_empty())
}

/// The hours of a line: a day, by at least three of its letters, and from when to when.
fn of_day(line: &str) -> Option<Vec<OpeningHours>> {
    let line = line.to_lowercase().replace('–', "-").replace(',', " ");
    let (name, hours) = line.split_once(char::is_whitespace)?;
    let name = name.trim_end_matches([':', '.']);
    let weekday = DAYS.into_iter().find(|day| name.len() >= 3 && day.to_string().starts_with(name))?;
    let hours = hours.split_whitespace().map(|hours| {
        let (from, to) = hours.split_once('-')?;
        Some(OpeningHours { weekday, from: clock(from)?, to: clock(to)? })
    });
    hours.collect::<Option<Vec<_>>>().filter(|hours| !hours.is_empty())
}

/// A clock with both its digits: `9` and `9:00` are `09:00`.
fn clock(text: &str) -> Option<String> {
    let (hour, minute) = text.split_once(':').unwrap_or((text, "00"));
    let (hour, minute) = (hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?);
    (hour <= 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

fn holiday(line: &str) -> Option<Holiday> {
    let (date, name) = line.split_once(char::is_whitespace)?;
    let name = name.trim().to_owned();
    Some(Holiday { date: date.parse::<NaiveDate>().ok()?, name })
}

/// Minutes of what people write; none where nothing is promised.
fn minutes(text: &str) -> Option<Option<u32>> {
    let text = text.trim();
    if text == "-" || text.is_empty() {
        return Some(None);
    }
    let mut sum = 0_u32;
    let mut digits = String::new();
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        let unit = match letter {
            'h' => 60,
            'm' => 1,
            digit if digit.is_ascii_digit() => {
                digits.push(digit);
                continue;
            }
            _ => return None,
        };
        sum = sum.checked_add(std::mem::take(&mut digits).parse::<u32>().ok()?.checked_mul(unit)?)?;
    }
    (digits.is_empty() && sum > 0).then_some(Some(sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let told = |line: &str| {
            let hours = of_day(line)?;
            let hours: Vec<_> = hours.iter().map(|one| format!("{} {}-{}", one.weekday, one.from, one.to)).collect();
            Some(hours.join(", "))
        };
        let two = "monday 09:00-12:30, monday 13:30-17:00";
        assert_eq!(told("Mon: 9-12:30, 13:30–17").as_deref(), Some(two));
        assert_eq!(told("sunday 00:00-24:00").as_deref(), Some("sunday 00:00-24:00"));
        for line in ["mo 9-17", "monday", "monday nine-five", "monday 9-25", "funday 9-17", "monday 09:60-17:00"] {
            assert_eq!(told(line), None, "{line}");
        }
    }

    #[test]
    fn promises_are_read_as_they_are_told() {
        for (text, expected) in [("1h 30m", Some(90)), ("8h", Some(480)), ("45m", Some(45)), ("-", None), ("", None)] {
            assert_eq!(minutes(text), Some(expected), "{text}");
            assert_eq!(expected.map(length).unwrap_or_default(), text.trim_matches('-'));
        }
        for text in ["8", "h", "2d", "0m", "1h30", "99999999999h"] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_off_has_its_name() {
        assert_eq!(holiday("2026-12-25  Christmas Day").map(|day| day.name).as_deref(), Some("Christmas Day"));
        assert!(holiday("2026-12-25").is_none() && holiday("25.12. Christmas").is_none());
    }
}
