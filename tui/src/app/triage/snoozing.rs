use chrono::{DateTime, Utc};

use super::App;
use crate::{
    effect::{Effect, Target},
    form::Form,
    office,
    picker::{Choice, Item, Picker},
    triage::{Move, Purpose, later, until_field},
};

impl App {
    /// Offers until when the requests are out of sight, and to bring back those that are.
    pub(super) fn pick_snooze(&mut self) -> Vec<Effect> {
        let rows = self.targets();
        let title = match rows.as_slice() {
            [] => return self.say("There is no request here."),
            [one] => format!("Snooze #{} until", one.number),
            many => format!("Snooze {} marked requests until", many.len()),
        };
        let back = rows.iter().any(|row| row.snoozed_until.is_some());
        let back = back.then(|| Item::new("Now", "back into sight", Choice::Wake));
        let times = later(self.now, self.zone).into_iter().map(|(words, at)| {
            let detail = at.with_timezone(&self.zone).format("%a %-d %b, %H:%M").to_string();
            Item::new(words, detail, Choice::Snooze(at))
        });
        let typed = Item::new("Another time …", "to be typed", Choice::SnoozeTyped);
        let picker = Picker::one(title, back.into_iter().chain(times).chain([typed]).collect());
        self.pick(picker)
    }

    /// Puts requests out of sight until then.
    pub(in crate::app) fn snooze(&mut self, targets: Vec<Target>, until: DateTime<Utc>) -> Vec<Effect> {
        self.move_requests(targets, Move::Snooze(until))
    }

    /// Brings requests back into sight.
    pub(in crate::app) fn wake(&mut self, targets: Vec<Target>) -> Vec<Effect> {
        self.move_requests(targets, Move::Wake)
    }

    /// Asks until when.
    pub(in crate::app) fn snooze_form(&mut self, targets: Vec<Target>) -> Vec<Effect> {
        let purpose = Purpose::Until(targets);
        let title = purpose.title();
        let note = "It comes back then; or when the client writes, closes or reopens it. Clients see no difference.";
        let form = Form::new(office::Purpose::Triage(purpose), title, (self.new_key)(), vec![until_field()]);
        self.form = Some(form.noting(note));
        Vec::new()
    }
}
