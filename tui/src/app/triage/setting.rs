use chrono::NaiveDate;
use portico_openapi::types::{Request, RequestChange, RequestClear, RequestStatus};
use uuid::Uuid;

use super::App;
use crate::{
    app::changing::{nothing, target},
    effect::{Effect, Target},
    form::Form,
    office,
    picker::{Choice, Item, Picker},
    text,
    triage::{self, Purpose, SETTABLE, due_field, verb},
};

impl App {
    /// Offers where the requests can stand.
    pub(in crate::app) fn pick_status(&mut self) -> Vec<Effect> {
        let targets = self.targets();
        let title = match targets.as_slice() {
            [] => return self.say("There is no request here."),
            [one] => format!("Status of #{} · {}", one.number, triage::word(one.status)),
            many => format!("Status of {} marked requests", many.len()),
        };
        let items = SETTABLE.into_iter().filter(|status| targets.iter().any(|row| row.status != *status));
        let items = items.map(|status| {
            let (label, detail) = verb(status);
            let choice = match status {
                RequestStatus::Closed => Choice::Close,
                status => Choice::Status(status),
            };
            Item::new(label, detail, choice)
        });
        let picker = Picker::one(title, items.collect());
        self.pick(picker)
    }

    /// Says where requests stand now.
    pub(in crate::app) fn set_status(&mut self, targets: &[Target], status: RequestStatus) -> Vec<Effect> {
        let said = match status {
            RequestStatus::Resolved => "Resolved".to_owned(),
            status => format!("Now {}", triage::word(status)),
        };
        self.change(&said, targets, RequestChange { status: Some(status), ..nothing() })
    }

    pub(super) fn due_form(&mut self) -> Vec<Effect> {
        let rows = self.targets();
        let Some(first) = rows.first() else {
            return self.say("There is no request here.");
        };
        let day = first.due_on.filter(|day| rows.iter().all(|row| row.due_on == Some(*day)));
        let purpose = Purpose::Due(rows.iter().map(|row| target(row)).collect());
        let title = purpose.title();
        let form = Form::new(office::Purpose::Triage(purpose), title, (self.new_key)(), vec![due_field(day)]);
        self.form = Some(form);
        Vec::new()
    }

    pub(super) fn set_due(&mut self, targets: &[Target], day: Option<NaiveDate>) -> Vec<Effect> {
        let (said, change) = match day {
            Some(day) => (format!("Due on {day}"), RequestChange { due_on: Some(day), ..nothing() }),
            None => {
                let clear = Some(vec![RequestClear::DueOn]);
                ("Due on no day".to_owned(), RequestChange { clear, ..nothing() })
            }
        };
        self.change(&said, targets, change)
    }

    /// Follows the requests, or no longer where one follows them all.
    pub(super) fn follow(&mut self) -> Vec<Effect> {
        let Some(me) = self.me.as_ref().map(|me| me.staff.id) else {
            return Vec::new();
        };
        let rows: Vec<Request> = self.targets().into_iter().cloned().collect();
        let follows = |row: &Request| row.followers.iter().any(|person| person.id == me);
        let all = !rows.is_empty() && rows.iter().all(follows);
        let changes = rows.iter().map(|row| {
            let mut ids: Vec<Uuid> = row.followers.iter().map(|person| person.id).filter(|id| *id != me).collect();
            ids.extend((!all).then_some(me));
            (target(row), RequestChange { follower_ids: Some(ids), ..nothing() })
        });
        let said = if all { "You no longer follow it" } else { "You follow it: all that happens is told to you" };
        self.change_each(said, changes.collect())
    }

    /// Offers who follows the requests.
    pub(super) fn pick_followers(&mut self) -> Vec<Effect> {
        let rows = self.targets();
        let title = match rows.as_slice() {
            [] => return self.say("There is no request here."),
            [one] => format!("Who follows #{}", one.number),
            many => format!("Who follows {} marked requests", many.len()),
        };
        let staff = self.directory.get().map(|all| all.staff.as_slice()).unwrap_or_default();
        let items = staff.iter().map(|person| {
            let held = rows.iter().all(|row| row.followers.iter().any(|one| one.id == person.id));
            Item::new(&person.name, text::address(&person.email), Choice::Follower(person.id)).held(held)
        });
        let picker = Picker::several(title, items.collect()).closed();
        self.pick(picker)
    }

    /// Gives every target the ticked followers and takes the unticked ones away; who only follows some stays with those.
    pub(in crate::app) fn set_followers(&mut self, picker: &Picker, targets: &[Target]) -> Vec<Effect> {
        let turned: Vec<(Uuid, bool)> = picker
            .turned()
            .into_iter()
            .filter_map(|index| match picker.items.get(index)? {
                Item { choice: Choice::Follower(id), held, .. } => Some((*id, *held)),
                _ => None,
            })
            .collect();
        if turned.is_empty() {
            return Vec::new();
        }
        let changes = self.known(targets).into_iter().map(|row| {
            let kept = row.followers.iter().map(|person| person.id);
            let mut ids: Vec<Uuid> = kept.filter(|id| turned.iter().all(|(one, _)| one != id)).collect();
            ids.extend(turned.iter().filter(|(_, held)| !held).map(|(id, _)| *id));
            (target(&row), RequestChange { follower_ids: Some(ids), ..nothing() })
        });
        let changes = changes.collect();
        self.change_each("Followers set", changes)
    }
}
