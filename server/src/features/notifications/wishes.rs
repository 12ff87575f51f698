//! What one person wants by mail and when: rules without I/O.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use chrono::{DateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::catalogue::{self, Group};
use crate::entity::words::{ClientGroup, ClientNews, MailChoice, StaffGroup, StaffNews};
use crate::entity::{client_preference, staff_preference};

/// The hour at which the digest goes out unless somebody chose another.
pub const DIGEST_HOUR: u32 = 8;

/// Something that choices are made by.
pub trait Grouped: Copy + Eq + Hash + Send + Sync + 'static {
    const ALL: &'static [Self];
    fn word(self) -> &'static str;
    fn entry(self) -> Group;
    /// The group that an event is in, by the event's word.
    fn of_event(event: &str) -> Option<Self>;
    /// Whether an event comes at once to who chose nothing, whatever else its group holds.
    fn is_urgent(event: &str) -> bool;
}

impl Grouped for ClientGroup {
    const ALL: &'static [Self] = Self::ALL;
    fn word(self) -> &'static str {
        self.as_str()
    }
    fn entry(self) -> Group {
        catalogue::client_group(self)
    }
    fn of_event(event: &str) -> Option<Self> {
        ClientNews::parse(event).map(|news| catalogue::client(news).group)
    }
    fn is_urgent(_: &str) -> bool {
        false
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
    fn of_event(event: &str) -> Option<Self> {
        StaffNews::parse(event).map(|news| catalogue::staff(news).group)
    }
    fn is_urgent(event: &str) -> bool {
        StaffNews::parse(event).is_some_and(catalogue::is_urgent)
    }
}

/// What a person wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes<G: Grouped> {
    chosen: HashMap<G, MailChoice>,
    /// What is wanted of single events, by their words, other than of their groups.
    apart: BTreeMap<String, MailChoice>,
    pub digest_hour: u32,
    /// From this hour to that one no mail comes.
    pub quiet: Option<(u32, u32)>,
}

impl<G: Grouped> Default for Wishes<G> {
    fn default() -> Self {
        Self { chosen: HashMap::new(), apart: BTreeMap::new(), digest_hour: DIGEST_HOUR, quiet: None }
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
            apart: words.iter().filter(|(word, _)| G::of_event(word).is_some()).map(|(a, b)| (a.clone(), *b)).collect(),
            digest_hour: hour(digest_hour).unwrap_or(DIGEST_HOUR),
            quiet: from.and_then(hour).zip(to.and_then(hour)),
        }
    }

    /// The choices as they are kept.
    pub fn to_json(&self) -> String {
        let groups = self.chosen.iter().map(|(group, choice)| (group.word(), choice.as_str()));
        let events = self.apart.iter().map(|(event, choice)| (event.as_str(), choice.as_str()));
        let words: BTreeMap<&str, &str> = groups.chain(events).collect();
        serde_json::json!(words).to_string()
    }

    /// When mails about this are wanted.
    pub fn of(&self, group: G) -> MailChoice {
        self.chosen.get(&group).copied().unwrap_or(group.entry().default)
    }

    /// When mails about an event of this group are wanted.
    pub fn of_one(&self, group: G, event: &str) -> MailChoice {
        let urgent = (G::is_urgent(event) && !self.chosen.contains_key(&group)).then_some(MailChoice::Now);
        self.alone(event).or(urgent).unwrap_or_else(|| self.of(group))
    }

    /// What was chosen for an event alone.
    pub fn alone(&self, event: &str) -> Option<MailChoice> {
        self.apart.get(event).copied()
    }

    /// Chooses when mails about an event are wanted, whatever is chosen for its group.
    pub fn choose_alone(&mut self, event: &str, choice: MailChoice) {
        self.apart.insert(event.to_owned(), choice);
    }

    /// Chooses when mails about this are wanted.
    pub fn choose(&mut self, group: G, choice: MailChoice) {
        self.chosen.insert(group, choice);
    }

    /// Ends mails: about one group, or those that come in the digest.
    pub fn stop(&mut self, what: Option<G>) {
        // A group ends with all that is in it; the digest, with what would come in it.
        self.apart.retain(|event, _| what.is_none() || G::of_event(event) != what);
        for choice in self.apart.values_mut().filter(|choice| what.is_none() && **choice == MailChoice::Digest) {
            *choice = MailChoice::Off;
        }
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

    #[test]
    fn a_dispute_does_not_wait_for_the_summary_unless_that_was_chosen() {
        let of = |kept: &str, event: &str| {
            Wishes::<StaffGroup>::read(kept, 8, None, None).of_one(StaffGroup::Invoices, event)
        };
        assert_eq!(of("{}", "payment_disputed"), MailChoice::Now);
        assert_eq!(of("{}", "invoice_paid"), MailChoice::Digest);
        assert_eq!(of(r#"{"invoices":"digest"}"#, "payment_disputed"), MailChoice::Digest);
        assert_eq!(of(r#"{"invoices":"off"}"#, "payment_disputed"), MailChoice::Off);
    }

    #[test]
    fn an_event_is_as_its_group_unless_it_was_chosen_alone() {
        let kept = r#"{"projects":"off","milestone_completed":"now","files_delivered":"digest","gone_by":"now"}"#;
        let mut wishes = Wishes::<ClientGroup>::read(kept, 8, None, None);
        let of = |wishes: &Wishes<ClientGroup>, event: &str| wishes.of_one(ClientGroup::Projects, event);
        assert_eq!(of(&wishes, "milestone_completed"), MailChoice::Now);
        assert_eq!(of(&wishes, "project_created"), MailChoice::Off);
        assert!(!wishes.to_json().contains("gone_by"));
        assert_eq!(Wishes::read(&wishes.to_json(), 8, None, None), wishes);
        // Without the digest, nothing of it comes; without the group, nothing that is in it.
        wishes.stop(None);
        assert_eq!(of(&wishes, "files_delivered"), MailChoice::Off);
        assert_eq!(of(&wishes, "milestone_completed"), MailChoice::Now);
        wishes.stop(Some(ClientGroup::Projects));
        assert_eq!(of(&wishes, "milestone_completed"), MailChoice::Off);
    }
}
