//! How requests went over some weeks: what of it is shown, and how it is said.

use chrono::NaiveDate;
use portico_openapi::types::{RequestReport, RequestReportBy, RequestReportRow, RequestReportTimes};
use uuid::Uuid;

use crate::{foreign, remote::Remote, when};

/// What the overview shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// What is open now.
    #[default]
    Now,
    /// How it went, by person.
    Person,
    /// By type.
    Type,
    /// By week.
    Week,
}

impl Part {
    /// The one after it; after the last comes the first.
    pub fn next(self) -> Self {
        match self {
            Self::Now => Self::Person,
            Self::Person => Self::Type,
            Self::Type => Self::Week,
            Self::Week => Self::Now,
        }
    }

    /// What the rows of its report are about, where it is one.
    pub fn by(self) -> Option<RequestReportBy> {
        match self {
            Self::Now => None,
            Self::Person => Some(RequestReportBy::Person),
            Self::Type => Some(RequestReportBy::Type),
            Self::Week => Some(RequestReportBy::Week),
        }
    }

    /// What stands above it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Now => "Overview",
            Self::Person => "Overview · by person",
            Self::Type => "Overview · by type",
            Self::Week => "Overview · by week",
        }
    }
}

/// What the bars of a report are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// What is open.
    #[default]
    Open,
    /// How long the first response took.
    First,
    /// How long it took to the end.
    End,
}

impl Measure {
    /// The one after it; after the last comes the first.
    pub fn next(self) -> Self {
        match self {
            Self::Open => Self::First,
            Self::First => Self::End,
            Self::End => Self::Open,
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "what is open",
            Self::First => "first response",
            Self::End => "resolution",
        }
    }

    /// What it is of a row, where it is a time.
    pub fn times(self, row: &RequestReportRow) -> Option<&RequestReportTimes> {
        match self {
            Self::Open => None,
            Self::First => Some(&row.first_response),
            Self::End => Some(&row.resolution),
        }
    }
}

/// The overview.
#[derive(Debug, Default)]
pub struct Charts {
    /// What of it is shown.
    pub part: Part,
    /// What the bars of its report are of.
    pub measure: Measure,
    /// The report of that part.
    pub report: Remote<RequestReport>,
}

impl Charts {
    /// Shows the next part. What is known of this one is not of that.
    pub fn turn(&mut self) {
        *self = Self { part: self.part.next(), measure: self.measure, report: Remote::default() };
    }
}

/// What a report is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What its rows are about.
    pub by: RequestReportBy,
    /// Its first day, where it is said.
    pub from: Option<NaiveDate>,
    /// Its last day, where it is said.
    pub to: Option<NaiveDate>,
    /// The one client that it is of.
    pub workspace: Option<Uuid>,
}

impl Asked {
    /// Of everything in the weeks that are usual.
    pub fn usual(by: RequestReportBy) -> Self {
        Self { by, from: None, to: None, workspace: None }
    }
}

/// What a row is about.
pub fn subject(row: &RequestReportRow, by: RequestReportBy) -> String {
    match by {
        RequestReportBy::Person => {
            row.person.as_ref().map_or_else(|| "Nobody".into(), |person| foreign::line(&person.name))
        }
        RequestReportBy::Type => {
            let kind = row.kind.map(|kind| kind.to_string()).unwrap_or_default();
            format!("{kind} · {}", foreign::line(row.category.as_deref().unwrap_or_default()))
        }
        RequestReportBy::Week => row.monday.map(when::date).unwrap_or_default(),
    }
}

/// How a row went, in parts of a sentence.
pub fn said(row: &RequestReportRow) -> [String; 3] {
    let told = |name: &str, times: &RequestReportTimes| match took(times) {
        Some(took) => format!("{name} {took}"),
        None => format!("no {name}"),
    };
    [
        format!("{} opened, {} answered, {} resolved", row.opened, row.answered, row.resolved),
        told("first response", &row.first_response),
        told("resolution", &row.resolution),
    ]
}

fn took(times: &RequestReportTimes) -> Option<String> {
    let (median, most) = (times.median_seconds?, times.p90_seconds?);
    let kept = times.within_target.map(|part| format!(", {} on time", percent(part))).unwrap_or_default();
    Some(format!("{}, nine of ten within {}{kept}", hours(median), hours(most)))
}

/// A time that is worked: in hours, because a working day has no twenty-four of them.
pub fn hours(seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h {minutes}m"),
    }
}

/// A part of the whole.
pub fn percent(part: f64) -> String {
    format!("{:.0}%", part * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_working_time_is_never_said_in_days() {
        assert_eq!([0, 59, 60, 3600, 30 * 3600 + 300].map(hours), ["0m", "0m", "1m", "1h", "30h 5m"]);
    }

    #[test]
    fn every_part_comes_round() {
        let mut charts = Charts::default();
        let titles: Vec<_> = (0..5)
            .map(|_| {
                charts.turn();
                charts.part.title()
            })
            .collect();
        let round = ["Overview · by person", "Overview · by type", "Overview · by week", "Overview"];
        assert_eq!((&titles[..4], titles[4]), (&round[..], round[0]));
    }
}
