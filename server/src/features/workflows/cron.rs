//! When something that comes back comes back: five-field cron, in somebody's time zone.

use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};

/// The shortest time between two, so that a slip of the pen does not keep a server busy.
const SHORTEST: TimeDelta = TimeDelta::minutes(5);

/// Why something is no schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSchedule {
    Unreadable,
    UnknownZone,
    /// It never comes, or not within the next years.
    Never,
    TooOften,
}

/// A schedule.
#[derive(Debug)]
pub struct Schedule {
    cron: Cron,
    zone: Tz,
}

impl Schedule {
    /// The one that is written so: minute, hour, day, month, day of the week.
    ///
    /// # Errors
    /// [`NoSchedule`].
    pub fn read(cron: &str, zone: &str, now: DateTime<Utc>) -> Result<Self, NoSchedule> {
        let zone = Tz::from_str(zone).map_err(|_| NoSchedule::UnknownZone)?;
        let parser = CronParser::builder().seconds(Seconds::Disallowed).year(Year::Disallowed).build();
        let cron = parser.parse(cron.trim()).map_err(|_| NoSchedule::Unreadable)?;
        let schedule = Self { cron, zone };
        let mut at = schedule.after(now).ok_or(NoSchedule::Never)?;
        for _ in 0..10 {
            let Some(next) = schedule.after(at) else { break };
            if next - at < SHORTEST {
                return Err(NoSchedule::TooOften);
            }
            at = next;
        }
        Ok(schedule)
    }

    /// The next time after this one.
    pub fn after(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.cron.find_next_occurrence(&at.with_timezone(&self.zone), false).ok().map(|next| next.with_timezone(&Utc))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn it_comes_when_clocks_there_say_so() {
        let nine = Schedule::read("0 9 * * MON-FRI", "Europe/Berlin", at("2026-03-27T12:00:00Z")).unwrap();
        // A weekend, and clocks put forward in it.
        assert_eq!(nine.after(at("2026-03-27T12:00:00Z")), Some(at("2026-03-30T07:00:00Z")));
        assert_eq!(nine.after(at("2026-03-26T12:00:00Z")), Some(at("2026-03-27T08:00:00Z")));
    }

    #[test]
    fn an_hour_that_is_not_there_or_there_twice_comes_once() {
        let half_past_two = Schedule::read("30 2 * * *", "Europe/Berlin", at("2026-01-01T00:00:00Z")).unwrap();
        let mut times = vec![at("2026-10-23T12:00:00Z")];
        for _ in 0..3 {
            times.push(half_past_two.after(*times.last().unwrap()).unwrap());
        }
        let days: Vec<_> = times[1..]
            .iter()
            .map(|time| time.with_timezone(&chrono_tz::Europe::Berlin).date_naive().to_string())
            .collect();
        assert_eq!(days, ["2026-10-24", "2026-10-25", "2026-10-26"]);
        let spring = half_past_two.after(at("2026-03-28T12:00:00Z")).unwrap();
        assert_eq!(spring.date_naive().to_string(), "2026-03-29");
    }

    #[test]
    fn what_is_no_schedule_is_refused() {
        let read = |cron: &str, zone: &str| Schedule::read(cron, zone, at("2026-01-01T00:00:00Z")).unwrap_err();
        for wrong in ["", "x", "* * *", "61 * * * *", "0 0 9 * * *", "@reboot"] {
            assert_eq!(read(wrong, "UTC"), NoSchedule::Unreadable, "{wrong}");
        }
        assert_eq!(read("0 9 * * *", "Mars/Olympus"), NoSchedule::UnknownZone);
        assert_eq!(read("* * * * *", "UTC"), NoSchedule::TooOften);
        assert_eq!(read("0 0 31 2 *", "UTC"), NoSchedule::Never);
    }
}
