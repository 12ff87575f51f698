//! How late an invoice is. One rule for the portal, the API, the console and the reports.

use chrono::NaiveDate;

/// The days overdue at which the buckets begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edges {
    pub first: i32,
    pub second: i32,
    pub third: i32,
}

impl Default for Edges {
    fn default() -> Self {
        Self { first: 30, second: 60, third: 90 }
    }
}

/// How late something is, in steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// Not due yet, or due today.
    Current,
    /// Overdue, and not as long as the first edge.
    Overdue,
    First,
    Second,
    Third,
}

impl Bucket {
    pub const ALL: [Self; 5] = [Self::Current, Self::Overdue, Self::First, Self::Second, Self::Third];

    /// The bucket's name under these edges: `30d`, `60d`, `90+`.
    pub fn label(self, edges: &Edges) -> String {
        match self {
            Self::Current => "current".into(),
            Self::Overdue => "overdue".into(),
            Self::First => format!("{}d", edges.first),
            Self::Second => format!("{}d", edges.second),
            Self::Third => format!("{}+", edges.third),
        }
    }
}

/// How late an open invoice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aging {
    /// 0 where it is not overdue.
    pub days: i64,
    pub bucket: Bucket,
}

impl Aging {
    /// How late something is today that was due on a day.
    pub fn of(due_on: NaiveDate, today: NaiveDate, edges: &Edges) -> Self {
        let days = (today - due_on).num_days().max(0);
        let past = |edge: i32| days >= i64::from(edge);
        let bucket = match days {
            0 => Bucket::Current,
            _ if past(edges.third) => Bucket::Third,
            _ if past(edges.second) => Bucket::Second,
            _ if past(edges.first) => Bucket::First,
            _ => Bucket::Overdue,
        };
        Self { days, bucket }
    }

    /// What a badge says: always the exact number of days.
    pub fn badge(&self) -> Option<String> {
        match self.days {
            0 => None,
            1 => Some("1 day overdue".into()),
            days => Some(format!("{days} days overdue")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s1_111_the_exact_number_of_days_and_the_bucket_at_every_edge() {
        let edges = Edges::default();
        let due = NaiveDate::from_ymd_opt(2026, 2, 27).unwrap();
        for (days, bucket, label) in [
            (-400, Bucket::Current, "current"),
            (-1, Bucket::Current, "current"),
            (0, Bucket::Current, "current"),
            (1, Bucket::Overdue, "overdue"),
            (29, Bucket::Overdue, "overdue"),
            (30, Bucket::First, "30d"),
            (59, Bucket::First, "30d"),
            (60, Bucket::Second, "60d"),
            (89, Bucket::Second, "60d"),
            (90, Bucket::Third, "90+"),
            (4000, Bucket::Third, "90+"),
        ] {
            let aging = Aging::of(due, due + chrono::TimeDelta::days(days), &edges);
            assert_eq!((aging.days, aging.bucket), (days.max(0), bucket), "{days}");
            assert_eq!(aging.bucket.label(&edges), label);
        }
    }

    #[test]
    fn the_edges_are_the_agencys() {
        let edges = Edges { first: 1, second: 7, third: 14 };
        let due = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let at = |days| Aging::of(due, due + chrono::TimeDelta::days(days), &edges);
        assert_eq!([1, 7, 13, 14].map(|days| at(days).bucket.label(&edges)), ["1d", "7d", "7d", "14+"]);
        assert_eq!(at(1).badge().as_deref(), Some("1 day overdue"));
        assert_eq!(at(14).badge().as_deref(), Some("14 days overdue"));
        assert_eq!(at(0).badge(), None);
    }
}
