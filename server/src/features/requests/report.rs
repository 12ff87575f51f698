//! How the agency does with its requests over some weeks: how many came, were answered and resolved, how many were left,
//! and how long it took. Rules without I/O.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use sea_orm::FromQueryResult;

use super::promise;
use crate::entity::words::RequestKind;
use crate::entity::{request, request_span};
use crate::error::{Error, Result};
use crate::features::service_hours::{Calendar, Clock};
use crate::ids::StaffId;

/// The most days from the first to the last.
const LONGEST: i64 = 366;
/// So many weeks are looked at where nothing else is said; the last day's is one of them.
const USUAL: u64 = 12;

/// What rows are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Person,
    Type,
    Week,
}

/// What one row is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Who has them now; empty where nobody does.
    Person(Option<StaffId>),
    Type(RequestKind, String),
    /// The week that begins on this Monday.
    Week(NaiveDate),
}

/// A week, as far as it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    pub monday: NaiveDate,
    pub begins: DateTime<Utc>,
    pub ends: DateTime<Utc>,
}

/// The days that are looked at, where the agency is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The weeks that they are in, the earliest first.
    pub weeks: Vec<Week>,
}

impl Window {
    /// The days from one to another; twelve weeks up to today where nothing is said.
    ///
    /// # Errors
    /// [`Error::Invalid`] when they end before they begin, are more than a year, or are of no time that we know.
    pub fn new(from: Option<NaiveDate>, to: Option<NaiveDate>, today: NaiveDate, calendar: &Calendar) -> Result<Self> {
        let known = |field: &'static str, day: NaiveDate| match day.year() {
            1900..=9999 => Ok(day),
            _ => Err(Error::field(field, "A day of the years from 1900 to 9999.")),
        };
        let to = known("to", to.unwrap_or(today))?;
        let from = known("from", from.unwrap_or_else(|| monday(to) - Days::new(7 * (USUAL - 1))))?;
        if !(0..=LONGEST).contains(&(to - from).num_days()) {
            return Err(Error::field("to", "Not before it begins, and at most 366 days later."));
        }
        let mondays = monday(from).iter_weeks().take_while(|monday| *monday <= to);
        let weeks = mondays.map(|monday| Week {
            monday,
            begins: calendar.midnight(monday.max(from)),
            ends: calendar.midnight((monday + Days::new(7)).min(to + Days::new(1))),
        });
        Ok(Self { from, to, weeks: weeks.collect() })
    }

    /// When the first day begins.
    pub fn begins(&self) -> Option<DateTime<Utc>> {
        self.weeks.first().map(|week| week.begins)
    }

    /// When the last day is over.
    pub fn ends(&self) -> Option<DateTime<Utc>> {
        self.weeks.last().map(|week| week.ends)
    }

    fn week_of(&self, time: DateTime<Utc>) -> Option<&Week> {
        self.weeks.iter().find(|week| week.begins <= time && time < week.ends)
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}

/// How many requests of one person and type did something in one week, which is counted from 0.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Group {
    pub assignee_id: Option<StaffId>,
    pub kind: RequestKind,
    pub category: String,
    pub week: i32,
    pub number: i64,
}

/// What requests did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// They were open when the first day began.
    Stood,
    Opened,
    Answered,
    Resolved,
}

/// How many requests there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    pub opened: i64,
    pub answered: i64,
    pub resolved: i64,
    /// At the end.
    pub open: i64,
}

impl Numbers {
    fn add(&mut self, what: What, number: i64) {
        match what {
            What::Stood => self.open += number,
            What::Opened => {
                self.opened += number;
                self.open += number;
            }
            What::Answered => self.answered += number,
            What::Resolved => {
                self.resolved += number;
                self.open -= number;
            }
        }
    }
}

/// How long something took, each time, in the agency's turns within its hours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    seconds: Vec<i64>,
    promised: u32,
    kept: u32,
}

impl Times {
    fn add(&mut self, seconds: i64, target_minutes: Option<u32>) {
        self.seconds.push(seconds);
        if let Some(minutes) = target_minutes {
            self.promised += 1;
            self.kept += u32::from(seconds <= i64::from(minutes) * 60);
        }
    }

    /// How often.
    pub fn count(&self) -> i64 {
        i64::try_from(self.seconds.len()).unwrap_or(i64::MAX)
    }

    /// The smallest that so many of a hundred are not above.
    pub fn at_rank(&self, percent: usize) -> Option<i64> {
        let mut sorted = self.seconds.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent).div_ceil(100);
        sorted.get(rank.checked_sub(1)?).copied()
    }

    /// Of those for which something was promised, the part that kept it.
    pub fn within(&self) -> Option<f64> {
        (self.promised > 0).then(|| f64::from(self.kept) / f64::from(self.promised))
    }
}

/// All about one subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub numbers: Numbers,
    pub first_response: Times,
    pub resolution: Times,
}

/// What is taken together of the requests that are looked at.
pub struct Report {
    pub window: Window,
    /// How many there were in each week.
    pub weeks: Vec<Numbers>,
    /// In no order; where rows are about weeks, all weeks are among them.
    pub rows: HashMap<Subject, Row>,
    by: By,
}

impl Report {
    /// Of nothing yet.
    pub fn new(by: By, window: Window) -> Self {
        let weeks = vec![Numbers::default(); window.weeks.len()];
        Self { by, weeks, rows: HashMap::new(), window }
    }

    /// Takes in how many requests did something.
    pub fn count(&mut self, what: What, groups: Vec<Group>) {
        for Group { assignee_id, kind, category, week, number } in groups {
            if let Some(week) = usize::try_from(week).ok().and_then(|at| self.weeks.get_mut(at)) {
                week.add(what, number);
            }
            let subject = match self.by {
                By::Person => Subject::Person(assignee_id),
                By::Type => Subject::Type(kind, category),
                By::Week => continue,
            };
            self.rows.entry(subject).or_default().numbers.add(what, number);
        }
    }

    /// Takes in how long a request took that was answered or resolved on these days, given its turns that are over.
    pub fn measure(&mut self, request: &request::Model, spans: &[request_span::Model], clock: &Clock) {
        let targets = clock.targets.at(request.priority);
        if let Some((row, done)) = self.row(request, request.first_reply_at) {
            row.first_response.add(promise::used(request, spans, clock, Some(done)), targets.first_response);
        }
        if let Some((row, done)) = self.row(request, request.closed_at) {
            row.resolution.add(promise::used(request, spans, clock, Some(done)), targets.resolution);
        }
    }

    /// Where what happened then to a request belongs, if it was on these days.
    fn row(&mut self, request: &request::Model, then: Option<DateTime<Utc>>) -> Option<(&mut Row, DateTime<Utc>)> {
        let (then, week) = then.and_then(|then| Some((then, self.window.week_of(then)?.monday)))?;
        let subject = match self.by {
            By::Person => Subject::Person(request.assignee_id),
            By::Type => Subject::Type(request.kind, request.category.clone()),
            By::Week => Subject::Week(week),
        };
        Some((self.rows.entry(subject).or_default(), then))
    }

    /// The same, when all was taken in: what is open at the end of a week was there before it, or came in it.
    pub fn done(mut self) -> Self {
        let mut open = 0;
        for (numbers, week) in self.weeks.iter_mut().zip(&self.window.weeks) {
            open += numbers.open;
            numbers.open = open;
            if self.by == By::Week {
                self.rows.entry(Subject::Week(week.monday)).or_default().numbers = *numbers;
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn berlin() -> Calendar {
        Calendar::new(chrono_tz::Europe::Berlin, Default::default(), BTreeSet::new())
    }

    fn window(from: &str, to: &str) -> Result<Window> {
        Window::new(Some(day(from)), Some(day(to)), day("2026-11-23"), &berlin())
    }

    #[test]
    fn weeks_begin_on_mondays_where_the_agency_is() {
        // A Wednesday to a Tuesday, with the day on which clocks go back.
        let window = window("2026-10-21", "2026-10-27").unwrap();
        let weeks: Vec<_> = window.weeks.iter().map(|week| (week.monday, week.begins, week.ends)).collect();
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(
            weeks,
            [
                (day("2026-10-19"), at("2026-10-20T22:00:00Z"), at("2026-10-25T23:00:00Z")),
                (day("2026-10-26"), at("2026-10-25T23:00:00Z"), at("2026-10-27T23:00:00Z")),
            ]
        );
        assert_eq!(window.week_of(at("2026-10-25T22:59:59Z")), window.weeks.first());
        assert_eq!(window.week_of(at("2026-10-27T23:00:00Z")), None);
    }

    #[test]
    fn twelve_weeks_where_nothing_is_said_and_no_more_than_a_year() {
        let usual = Window::new(None, None, day("2026-11-25"), &berlin()).unwrap();
        assert_eq!((usual.from, usual.to, usual.weeks.len()), (day("2026-09-07"), day("2026-11-25"), 12));
        assert_eq!(window("2026-11-25", "2026-11-25").unwrap().weeks.len(), 1);
        assert_eq!(window("2025-01-01", "2026-01-02").unwrap().weeks.len(), 53);
        assert!(window("2025-01-01", "2026-01-03").is_err() && window("2026-01-02", "2026-01-01").is_err());
        for wrong in [NaiveDate::MIN, NaiveDate::MAX] {
            assert!(Window::new(Some(wrong), None, day("2026-11-25"), &berlin()).is_err());
            assert!(Window::new(None, Some(wrong), day("2026-11-25"), &berlin()).is_err());
        }
    }

    #[test]
    fn half_took_at_most_the_median_and_what_nothing_was_promised_for_is_not_in_the_share() {
        let mut times = Times::default();
        assert_eq!((times.at_rank(50), times.at_rank(90), times.within()), (None, None, None));
        for seconds in [600, 60, 1200, 300] {
            times.add(seconds, (seconds != 1200).then_some(5));
        }
        assert_eq!((times.count(), times.at_rank(50), times.at_rank(90)), (4, Some(300), Some(1200)));
        assert!((times.within().unwrap() - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_open_is_carried_from_week_to_week() {
        let group =
            |week, number| Group { assignee_id: None, kind: RequestKind::Job, category: "design".into(), week, number };
        let mut report = Report::new(By::Week, window("2026-11-02", "2026-11-22").unwrap());
        report.count(What::Stood, vec![group(0, 5)]);
        report.count(What::Opened, vec![group(0, 2), group(2, 1)]);
        report.count(What::Resolved, vec![group(1, 4)]);
        let report = report.done();
        assert_eq!(report.weeks.iter().map(|week| week.open).collect::<Vec<_>>(), [7, 3, 4]);
        let second = &report.rows[&Subject::Week(day("2026-11-09"))];
        assert_eq!((second.numbers.resolved, second.numbers.open), (4, 3));
        assert_eq!(report.rows.len(), 3);
    }
}
