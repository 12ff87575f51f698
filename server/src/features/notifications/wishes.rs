//! What one person wants by mail and when: rules without I/O.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use chrono::{DateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::catalogue::{self, Group};
use crate::entity::words::{ClientGroup, MailChoice, StaffGroup};
use crate::entity::{client_preference, staff_preference};

/// The hour at which the digest goes out unless somebody chose another.
pub const DIGEST_HOUR: u32 = 8;

/// Something that choices are made by.
pub trait Grouped: Copy + Eq + Hash + Send + Sync + 'static {
    const ALL: &'static [Self];
    fn word(self) -> &'static str;
    fn entry(self) -> Group;
}

impl Grouped for ClientGroup {
    const ALL: &'static [Self] = Self::ALL;
    fn word(self) -> &'static str {
        self.as_str()
    }
    fn entry(self) -> Group {
        catalogue::client_group(self)
    }
}

impl Grouped for StaffGroup {
    const ALL: &'static [Self] = Self::ALL;
    fn word(self) -> &'static str {
        self.as_str()
    }
    fn entry(self) -> Group {
        catalogue::staff_group(self)
    }
}

/// What a person wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes<G: Grouped> {
    chosen: HashMap<G, MailChoice>,
    pub digest_hour: u32,
    /// From this hour to that one no mail comes.
    pub quiet: Option<(u32, u32)>,
}

impl<G: Grouped> Default for Wishes<G> {
    fn default() -> Self {
        Self { chosen: HashMap::new(), digest_hour: DIGEST_HOUR, quiet: None }
    }
}

impl<G: Grouped> Wishes<G> {
    /// Nothing chosen but the hours.
    pub fn at(digest_hour: u32, quiet: Option<(u32, u32)>) -> Self {
        Self { digest_hour, quiet, ..Self::default() }
    }

    fn read(choices: &str, digest_hour: i32, from: Option<i32>, to: Option<i32>) -> Self {
        let words: BTreeMap<String, MailChoice> = serde_json::from_str(choices).unwrap_or_default();
        let known = G::ALL.iter().filter_map(|group| Some((*group, *words.get(group.word())?)));
        let hour = |hour: i32| u32::try_from(hour).ok().filter(|hour| *hour < 24);
        Self {
            chosen: known.collect(),
            digest_hour: hour(digest_hour).unwrap_or(DIGEST_HOUR),
            quiet: from.and_then(hour).zip(to.and_then(hour)),
        }
    }

    /// The choices as they are kept.
    pub fn to_json(&self) -> String {
        let words: BTreeMap<&str, &str> =
            self.chosen.iter().map(|(group, choice)| (group.word(), choice.as_str())).collect();
        serde_json::json!(words).to_string()
    }

    /// When mails about this are wanted.
    pub fn of(&self, group: G) -> MailChoice {
        self.chosen.get(&group).copied().unwrap_or(group.entry().default)
    }

    /// Chooses when mails about this are wanted.
    pub fn choose(&mut self, group: G, choice: MailChoice) {
        self.chosen.insert(group, choice);
    }

    /// Ends mails: about one group, or those that come in the digest.
    pub fn stop(&mut self, what: Option<G>) {
        for group in G::ALL {
            if what.map_or(self.of(*group) == MailChoice::Digest, |what| what == *group) {
                self.choose(*group, MailChoice::Off);
            }
        }
    }

    /// The first digest after something happened.
    pub fn digest_after(&self, happened: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        next_hour(happened, zone, self.digest_hour)
    }

    /// When the quiet hours end, during them.
    pub fn quiet_until(&self, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        let (from, to) = self.quiet?;
        let hour = now.with_timezone(&zone).hour();
        let quiet = if from < to { (from..to).contains(&hour) } else { hour >= from || hour < to };
        quiet.then(|| next_hour(now, zone, to))
    }
}

/// The next time it is this hour somewhere. Where a clock is put forward over it, the hour after.
fn next_hour(after: DateTime<Utc>, zone: Tz, hour: u32) -> DateTime<Utc> {
    let today = after.with_timezone(&zone).date_naive();
    let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    (0..3)
        .map(|days| (today + TimeDelta::days(days)).and_time(time))
        .filter_map(|local| {
            let there = zone.from_local_datetime(&local).earliest();
            there.or_else(|| zone.from_local_datetime(&(local + TimeDelta::hours(1))).earliest())
        })
        .map(|local| local.with_timezone(&Utc))
        .find(|at| *at > after)
        .unwrap_or(after + TimeDelta::days(1))
}

impl From<client_preference::Model> for Wishes<ClientGroup> {
    fn from(row: client_preference::Model) -> Self {
        Self::read(&row.choices, row.digest_hour, row.quiet_from, row.quiet_to)
    }
}

impl From<staff_preference::Model> for Wishes<StaffGroup> {
    fn from(row: staff_preference::Model) -> Self {
        Self::read(&row.choices, row.digest_hour, row.quiet_from, row.quiet_to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    fn quiet(from: u32, to: u32) -> Wishes<ClientGroup> {
        Wishes { quiet: Some((from, to)), ..Wishes::default() }
    }

    #[test]
    fn a_digest_goes_out_at_its_hour_of_the_readers_day() {
        let wishes = Wishes::<ClientGroup>::default();
        let berlin = Tz::Europe__Berlin;
        assert_eq!(wishes.digest_after(at("2026-11-12T06:59:00Z"), berlin), at("2026-11-12T07:00:00Z"));
        assert_eq!(wishes.digest_after(at("2026-11-12T07:00:00Z"), berlin), at("2026-11-13T07:00:00Z"));
        assert_eq!(wishes.digest_after(at("2026-07-12T07:00:00Z"), Tz::Asia__Tokyo), at("2026-07-12T23:00:00Z"));
    }

    #[test]
    fn an_hour_that_a_day_does_not_have_is_the_next_one() {
        let wishes = Wishes::<ClientGroup> { digest_hour: 2, ..Wishes::default() };
        assert_eq!(wishes.digest_after(at("2026-03-28T12:00:00Z"), Tz::Europe__Berlin), at("2026-03-29T01:00:00Z"));
    }

    #[test]
    fn quiet_hours_may_go_over_midnight() {
        let zone = Tz::UTC;
        let night = quiet(22, 7);
        assert_eq!(night.quiet_until(at("2026-11-12T21:59:00Z"), zone), None);
        assert_eq!(night.quiet_until(at("2026-11-12T22:00:00Z"), zone), Some(at("2026-11-13T07:00:00Z")));
        assert_eq!(night.quiet_until(at("2026-11-13T06:59:00Z"), zone), Some(at("2026-11-13T07:00:00Z")));
        assert_eq!(night.quiet_until(at("2026-11-13T07:00:00Z"), zone), None);
        assert_eq!(quiet(12, 14).quiet_until(at("2026-11-12T13:00:00Z"), zone), Some(at("2026-11-12T14:00:00Z")));
    }

    #[test]
    fn what_was_not_chosen_is_as_the_catalogue_says() {
        let mut wishes = Wishes::<ClientGroup>::read(r#"{"answers":"off","gone":"now"}"#, 99, Some(22), None);
        assert_eq!(wishes.of(ClientGroup::Answers), MailChoice::Off);
        assert_eq!(wishes.of(ClientGroup::Projects), MailChoice::Digest);
        assert_eq!((wishes.digest_hour, wishes.quiet), (DIGEST_HOUR, None));
        wishes.stop(None);
        assert_eq!(wishes.of(ClientGroup::Projects), MailChoice::Off);
        assert_eq!(wishes.of(ClientGroup::Comments), MailChoice::Now);
        assert_eq!(Wishes::<ClientGroup>::read("nonsense", 8, None, None), Wishes::default());
    }
}
