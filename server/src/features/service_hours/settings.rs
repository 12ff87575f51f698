//! Hours, holidays and promises as they are kept and checked. Rules without I/O.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::entity::words::Priority;
use crate::error::{FieldErrors, Result};
use crate::text;

/// The most hours of a week.
const MOST_HOURS: usize = 50;
/// The most holidays.
const MOST_HOLIDAYS: usize = 400;
/// The longest promise, in minutes: a year.
const LONGEST: u32 = 366 * 24 * 60;

/// Hours of one weekday, in minutes from midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hours {
    /// 0 is Monday.
    pub weekday: u8,
    pub from: u16,
    pub to: u16,
}

/// A day without hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    pub day: NaiveDate,
    pub name: String,
}

/// What is promised at one priority, in minutes that are worked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    pub first_response: Option<u32>,
    pub resolution: Option<u32>,
}

/// What is promised at each priority.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets(BTreeMap<String, Promised>);

impl Targets {
    /// Of what was kept.
    pub fn of(kept: &str) -> Self {
        Self(serde_json::from_str(kept).unwrap_or_default())
    }

    /// Of what is promised at some priorities.
    pub fn new(promised: impl IntoIterator<Item = (Priority, Promised)>) -> Self {
        Self(promised.into_iter().map(|(priority, promised)| (priority.as_str().to_owned(), promised)).collect())
    }

    /// What is promised at a priority.
    pub fn at(&self, priority: Priority) -> Promised {
        self.0.get(priority.as_str()).copied().unwrap_or_default()
    }

    /// As it is kept.
    pub fn kept(&self) -> String {
        serde_json::json!(self.0).to_string()
    }
}

/// Hours as they are kept: in their order, none of them over another.
pub fn hours(mut hours: Vec<Hours>, errors: &mut FieldErrors) -> Vec<Hours> {
    hours.sort_unstable();
    let wrong = hours.iter().any(|one| one.weekday > 6 || one.from >= one.to || one.to > 24 * 60);
    let over = hours.windows(2).any(|pair| pair[0].weekday == pair[1].weekday && pair[1].from < pair[0].to);
    if hours.len() > MOST_HOURS {
        errors.add("hours", format!("at most {MOST_HOURS}"));
    } else if wrong {
        errors.add("hours", "each ends after it begins, on the same day; midnight is 24:00 at the end of one");
    } else if over {
        errors.add("hours", "two of the same day lie over each other");
    }
    hours
}

/// Holidays as they are kept: in their order, each day once.
pub fn holidays(holidays: Vec<Holiday>, errors: &mut FieldErrors) -> Result<Vec<Holiday>> {
    if holidays.len() > MOST_HOLIDAYS {
        errors.add("holidays", format!("at most {MOST_HOLIDAYS}"));
        return Ok(Vec::new());
    }
    let mut kept = BTreeMap::new();
    for holiday in holidays {
        let name = errors.keep(text::line("holidays", &holiday.name, text::LONGEST_NAME))?;
        if kept.insert(holiday.day, name).is_some() {
            errors.add("holidays", format!("{} stands here twice", holiday.day));
        }
    }
    Ok(kept.into_iter().map(|(day, name)| Holiday { day, name }).collect())
}

/// Promises as they are kept.
pub fn targets(promised: &[(Priority, Promised)], errors: &mut FieldErrors) -> Targets {
    let once: BTreeSet<&str> = promised.iter().map(|(priority, _)| priority.as_str()).collect();
    if once.len() != promised.len() {
        errors.add("targets", "a priority stands here twice");
    }
    let times = || promised.iter().flat_map(|(_, promised)| [promised.first_response, promised.resolution]).flatten();
    if times().any(|minutes| !(1..=LONGEST).contains(&minutes)) {
        errors.add("targets", format!("from 1 to {LONGEST} minutes"));
    }
    Targets::new(promised.iter().copied())
}

/// A time of day as `09:30`; `24:00` is the day's end.
pub fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= 24 * 60).then_some(hour * 60 + minute)
}

/// The same as it is written.
pub fn written(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_written_in_one_way() {
        for (text, minutes) in [("00:00", 0), ("09:30", 570), ("24:00", 1440)] {
            assert_eq!(minute(text), Some(minutes));
            assert_eq!(written(minutes), text);
        }
        for wrong in ["", "9:30", "24:01", "09:60", "0930", "09:3", "-1:00", "９９:00", "09:30:00"] {
            assert_eq!(minute(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn hours_lie_side_by_side() {
        let ok = |all: &[(u8, u16, u16)]| {
            let mut errors = FieldErrors::default();
            hours(
                all.iter().map(|(weekday, from, to)| Hours { weekday: *weekday, from: *from, to: *to }).collect(),
                &mut errors,
            );
            errors.into_result().is_ok()
        };
        assert!(ok(&[]) && ok(&[(0, 780, 1020), (0, 540, 780), (1, 0, 1440)]));
        for wrong in [
            [(0, 540, 780), (0, 779, 900)],
            [(0, 540, 540), (1, 0, 1)],
            [(7, 0, 1), (1, 0, 1)],
            [(0, 0, 1441), (1, 0, 1)],
        ] {
            assert!(!ok(&wrong), "{wrong:?}");
        }
    }
}
