//! How much of a time an agency works. Rules without I/O.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The minutes of a day.
const DAY: u16 = 24 * 60;
/// So many days are looked through for the end of a promise.
const FARTHEST: usize = 3_660;

/// The hours of each weekday, Monday first, in minutes from midnight, and the days that have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    zone: Tz,
    week: [Vec<(u16, u16)>; 7],
    holidays: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// A calendar. Without any hours it is one of always.
    pub fn new(zone: Tz, week: [Vec<(u16, u16)>; 7], holidays: BTreeSet<NaiveDate>) -> Self {
        let never = week.iter().all(Vec::is_empty);
        let week = if never { std::array::from_fn(|_| vec![(0, DAY)]) } else { week };
        Self { zone, week, holidays }
    }

    /// When a day begins.
    pub fn midnight(&self, day: NaiveDate) -> DateTime<Utc> {
        self.at(day, 0, false)
    }

    /// How many seconds of this time are worked.
    pub fn worked(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
        if self.is_always() {
            return (to - from).num_seconds().max(0);
        }
        let last = self.day_of(to);
        self.days_from(self.day_of(from))
            .take_while(|day| *day <= last)
            .flat_map(|day| self.hours_of(day))
            .map(|(open, close)| (close.min(to) - open.max(from)).num_seconds().max(0))
            .sum()
    }

    /// When so many seconds from then are worked; `None` where that is years away.
    pub fn due(&self, from: DateTime<Utc>, seconds: i64) -> Option<DateTime<Utc>> {
        if self.is_always() || seconds <= 0 {
            return from.checked_add_signed(TimeDelta::try_seconds(seconds.max(0))?);
        }
        let mut left = seconds;
        for (open, close) in self.days_from(self.day_of(from)).take(FARTHEST).flat_map(|day| self.hours_of(day)) {
            let begin = open.max(from);
            let here = (close - begin).num_seconds().max(0);
            if here >= left {
                return Some(begin + TimeDelta::seconds(left));
            }
            left -= here;
        }
        None
    }

    fn is_always(&self) -> bool {
        self.holidays.is_empty() && self.week.iter().all(|day| *day == [(0, DAY)])
    }

    fn day_of(&self, time: DateTime<Utc>) -> NaiveDate {
        time.with_timezone(&self.zone).date_naive()
    }

    fn days_from(&self, first: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        first.iter_days().filter(|day| !self.holidays.contains(day))
    }

    /// The hours of a day, as times that really were: what a changed clock leaves out is not worked, and what it
    /// gives twice is worked twice.
    fn hours_of(&self, day: NaiveDate) -> impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)> + '_ {
        let hours = &self.week[day.weekday().num_days_from_monday() as usize];
        hours.iter().map(move |(open, close)| (self.at(day, *open, false), self.at(day, *close, true)))
    }

    fn at(&self, day: NaiveDate, minute: u16, end: bool) -> DateTime<Utc> {
        let mut local: NaiveDateTime = day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minute.into());
        // A gap is hours long at most; whole days that a zone has left out come to nothing.
        for _ in 0..8 {
            match self.zone.from_local_datetime(&local) {
                LocalResult::Single(time) => return time.to_utc(),
                LocalResult::Ambiguous(early, late) => return if end { late.to_utc() } else { early.to_utc() },
                LocalResult::None => local += TimeDelta::minutes(30),
            }
        }
        local.and_utc()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn office(zone: &str, holidays: &[&str]) -> Calendar {
        let day = vec![(9 * 60, 12 * 60), (13 * 60, 17 * 60)];
        let week = std::array::from_fn(|index| if index < 5 { day.clone() } else { Vec::new() });
        Calendar::new(zone.parse().unwrap(), week, holidays.iter().map(|day| day.parse().unwrap()).collect())
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn nights_weekends_and_holidays_are_not_worked() {
        let berlin = office("Europe/Berlin", &["2026-11-23"]);
        // Friday at four to Tuesday at ten, with a holiday on Monday.
        let (friday, tuesday) = (at("2026-11-20T15:00:00Z"), at("2026-11-24T09:00:00Z"));
        assert_eq!(berlin.worked(friday, tuesday), 2 * 3600);
        assert_eq!(office("Europe/Berlin", &[]).worked(friday, tuesday), 9 * 3600);
        assert_eq!(berlin.due(friday, 2 * 3600), Some(tuesday));
        assert_eq!(berlin.worked(tuesday, friday), 0, "backwards");
    }

    #[test]
    fn a_day_on_which_clocks_change_has_the_hours_that_it_had() {
        let week = || std::array::from_fn(|_| vec![(0, DAY)]);
        let new_year = BTreeSet::from(["2020-01-01".parse().unwrap()]);
        let berlin = Calendar::new("Europe/Berlin".parse().unwrap(), week(), new_year);
        let day = |from: &str, to: &str| berlin.worked(at(from), at(to)) / 3600;
        assert_eq!(day("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"), 23, "forward");
        assert_eq!(day("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"), 25, "back");
        let night =
            Calendar::new("Europe/Berlin".parse().unwrap(), std::array::from_fn(|_| vec![(120, 180)]), BTreeSet::new());
        assert_eq!(night.worked(at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z")), 0, "the hour that was not");
        assert_eq!(
            night.worked(at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z")),
            7200,
            "the hour that was twice"
        );
    }

    #[test]
    fn a_calendar_without_hours_is_always() {
        let always = Calendar::new(Tz::UTC, Default::default(), BTreeSet::new());
        assert_eq!(always.worked(at("2026-01-01T00:00:00Z"), at("2026-01-02T00:00:01Z")), 86_401);
        let closed = office("UTC", &[]);
        assert!(closed.due(at("2026-01-01T00:00:00Z"), i64::MAX).is_none());
        assert!(always.due(at("2026-01-01T00:00:00Z"), i64::MAX).is_none());
    }

    prop_compose! {
        fn calendars()(
            zone in prop::sample::select(vec!["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]),
            week in prop::array::uniform7(prop::collection::vec((0_u16..DAY, 1_u16..600), 0..2)),
            holidays in prop::collection::btree_set(0_i64..800, 0..20),
        ) -> Calendar {
            let first: NaiveDate = "2025-01-01".parse().unwrap();
            let week = week.map(|day| day.into_iter().map(|(from, length)| (from, (from + length).min(DAY))).take(1).collect());
            Calendar::new(zone.parse().unwrap(), week, holidays.into_iter().map(|day| first + TimeDelta::days(day)).collect())
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_time_is_worked_as_much_as_its_parts(calendar in calendars(), mut times in prop::array::uniform3(0_i64..60_000_000)) {
            times.sort_unstable();
            let [a, b, c] = times.map(|seconds| at("2025-01-01T00:00:00Z") + TimeDelta::seconds(seconds));
            prop_assert_eq!(calendar.worked(a, b) + calendar.worked(b, c), calendar.worked(a, c));
            prop_assert!((0..=(c - a).num_seconds()).contains(&calendar.worked(a, c)));
        }

        #[test]
        fn what_is_due_is_worked_until_then(calendar in calendars(), from in 0_i64..60_000_000, seconds in 1_i64..400_000) {
            let from = at("2025-01-01T00:00:00Z") + TimeDelta::seconds(from);
            if let Some(due) = calendar.due(from, seconds) {
                prop_assert_eq!(calendar.worked(from, due), seconds);
                prop_assert_eq!(calendar.worked(from, due - TimeDelta::seconds(1)), seconds - 1);
            }
        }
    }
}
