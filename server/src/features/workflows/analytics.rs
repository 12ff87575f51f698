//! How a workflow has been doing: how much ran on each day, how much of it succeeded, and how long it took.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::entity::words::RunStatus;

/// A run that has ended, as far as it counts here.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    pub status: RunStatus,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: DateTime<Utc>,
}

/// One day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    pub succeeded: u32,
    pub failed: u32,
}

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Analytics {
    /// Every day, the earliest first.
    pub days: Vec<Day>,
    pub succeeded: u32,
    pub failed: u32,
    /// Of what succeeded or failed, the part that succeeded; none where nothing did.
    pub success_rate: Option<f64>,
    /// How long half of what succeeded took at most, from its start to its end, waiting included.
    pub p50: Option<TimeDelta>,
    /// How long nineteen of twenty took at most.
    pub p95: Option<TimeDelta>,
}

/// Adds runs up by the days on which they ended, in a time zone; what was cancelled counts for nothing.
pub fn analytics(runs: &[Ended], first: NaiveDate, last: NaiveDate, zone: Tz) -> Analytics {
    let mut days: BTreeMap<NaiveDate, Day> = first
        .iter_days()
        .take_while(|date| *date <= last)
        .map(|date| (date, Day { date, succeeded: 0, failed: 0 }))
        .collect();
    let mut took = Vec::new();
    for run in runs {
        let Some(day) = days.get_mut(&run.ended_at.with_timezone(&zone).date_naive()) else { continue };
        match run.status {
            RunStatus::Succeeded => {
                day.succeeded += 1;
                took.push(run.ended_at - run.started_at.unwrap_or(run.created_at));
            }
            RunStatus::Failed => day.failed += 1,
            _ => {}
        }
    }
    took.sort();
    let days: Vec<Day> = days.into_values().collect();
    let (succeeded, failed) = days.iter().fold((0, 0), |(good, bad), day| (good + day.succeeded, bad + day.failed));
    let all = succeeded + failed;
    let success_rate = (all > 0).then(|| f64::from(succeeded) / f64::from(all));
    Analytics { days, succeeded, failed, success_rate, p50: at_rank(&took, 50), p95: at_rank(&took, 95) }
}

/// The nearest rank: the smallest that so many of a hundred are not above.
fn at_rank(sorted: &[TimeDelta], percent: usize) -> Option<TimeDelta> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(status: RunStatus, ended: &str, seconds: i64) -> Ended {
        let ended_at: DateTime<Utc> = ended.parse().unwrap();
        let started_at = ended_at - TimeDelta::seconds(seconds);
        Ended { status, created_at: started_at, started_at: Some(started_at), ended_at }
    }

    #[test]
    fn runs_are_added_up_by_the_days_of_their_reader() {
        let (first, last) = ("2026-05-01".parse().unwrap(), "2026-05-03".parse().unwrap());
        let mut runs: Vec<Ended> =
            (1..=20).map(|seconds| run(RunStatus::Succeeded, "2026-05-01T23:30:00Z", seconds)).collect();
        runs.push(run(RunStatus::Failed, "2026-05-01T10:00:00Z", 500));
        runs.push(run(RunStatus::Cancelled, "2026-05-01T10:00:00Z", 500));
        runs.push(run(RunStatus::Succeeded, "2026-05-09T10:00:00Z", 500));
        let found = analytics(&runs, first, last, chrono_tz::Europe::Berlin);
        let days: Vec<(u32, u32)> = found.days.iter().map(|day| (day.succeeded, day.failed)).collect();
        // Half past one in the night, where they are.
        assert_eq!(days, [(0, 1), (20, 0), (0, 0)]);
        assert_eq!((found.p50, found.p95), (Some(TimeDelta::seconds(10)), Some(TimeDelta::seconds(19))));
        assert!((found.success_rate.unwrap() - 20.0 / 21.0).abs() < 1e-9);
        let nothing = analytics(&[], first, last, chrono_tz::UTC);
        assert_eq!((nothing.success_rate, nothing.p50, nothing.days.len()), (None, None, 3));
    }
}
