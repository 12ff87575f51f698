//! Keeping requests in hand: the views that are kept, here; how the filter is typed (`filtering`), what is found by its
//! words (`finding`), answers that are ready (`canned`), what is set on requests (`setting`), what is put together (`merging`),
//! apart (`splitting`) and off (`snoozing`), all by `moving`, what is changed on many at once (`bulk`), and what is opened on a
//! client's behalf (`opening`).

mod bulk;
mod canned;
mod filtering;
mod finding;
mod merging;
mod moving;
mod opening;
mod setting;
mod snoozing;
mod splitting;

use portico_openapi::types::{RequestSort, SavedView};

use super::App;
use crate::{
    action::{Action, View},
    effect::{Call, Effect},
    form::Form,
    keymap::Context,
    office,
    picker::{Choice, Item, Picker},
    triage::{self, Deed, Purpose, Unmoved, joined},
};

impl App {
    pub(in crate::app) fn fetch_views(&mut self) -> Effect {
        let ticket = self.ticket();
        self.triage.views.ask(ticket);
        Effect::Call(ticket, Call::Views)
    }

    /// What the view asks in the language of filters, whatever is typed.
    fn asked_by_view(&self) -> &str {
        match self.view {
            View::Mine => "assignee:me",
            View::Unassigned => "assignee:none",
            View::Waiting => "turn:agency",
            View::Closed => "is:closed",
            View::Snoozed => "is:snoozed",
            View::Saved => self.triage.view().map_or("", |view| &view.filter),
            _ => "",
        }
    }

    /// All that is asked, what is typed first.
    pub(super) fn whole_filter(&self) -> String {
        joined(&self.inbox.filter.text(), self.asked_by_view())
    }

    /// The order of the list: the chosen one, or the view's own.
    pub fn list_order(&self) -> RequestSort {
        let own = self.triage.view().filter(|_| self.view == View::Saved).map(|view| view.sort);
        self.inbox.sort(self.view, own)
    }

    /// Where the keys go that are about the view itself.
    pub(super) fn view_contexts(&self) -> Option<Context> {
        let kept = self.triage.view().filter(|_| self.view == View::Saved);
        kept.is_some_and(|view| view.editable).then_some(Context::Kept)
    }

    /// Shows a view that is kept.
    pub(super) fn show_kept(&mut self, id: uuid::Uuid) -> Vec<Effect> {
        let other = self.triage.at.replace(id) != Some(id);
        if other && self.view == View::Saved {
            self.inbox.turn();
        }
        self.inbox.filter = Default::default();
        self.inbox.unsort();
        self.triage.fault = None;
        self.show(View::Saved)
    }

    /// Goes to the next view that is kept, or to the one before.
    fn step_view(&mut self, by: isize) -> Vec<Effect> {
        let all = self.triage.all();
        if all.is_empty() {
            return self.say(self.no_views());
        }
        let here = self.triage.at.filter(|_| self.view == View::Saved);
        let here = here.and_then(|id| all.iter().position(|view| view.id == id));
        let next = match (here, by > 0) {
            (Some(at), true) => (at + 1) % all.len(),
            (Some(at), false) => (at + all.len() - 1) % all.len(),
            (None, true) => 0,
            (None, false) => all.len() - 1,
        };
        let id = all[next].id;
        self.show_kept(id)
    }

    fn no_views(&self) -> String {
        let key = self.keymap.key(Context::Inbox, Action::KeepView);
        format!("No views are kept yet. {key} keeps what the filter asks as one.")
    }

    fn pick_view(&mut self) -> Vec<Effect> {
        let here = self.triage.at.filter(|_| self.view == View::Saved);
        let items: Vec<_> = self.triage.all().iter().map(|view| item(view).held(here == Some(view.id))).collect();
        let fetched = self.fetch_views();
        let mut effects =
            if items.is_empty() { self.say(self.no_views()) } else { self.pick(Picker::one("Views", items)) };
        effects.push(fetched);
        effects
    }

    /// Does what a key means to views, to what is found, or to requests.
    pub(super) fn arrange_triage(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Views => self.pick_view(),
            Action::NextView => self.step_view(1),
            Action::ViewBefore => self.step_view(-1),
            Action::KeepView => {
                self.form = Some(self.view_form(None));
                Vec::new()
            }
            Action::ChangeView => {
                let kept = self.triage.view().cloned();
                self.form = kept.map(|view| self.view_form(Some(&view)));
                Vec::new()
            }
            Action::DropView => {
                self.ask_to_drop_view();
                Vec::new()
            }
            Action::ViewEarlier => self.move_view(-1),
            Action::ViewLater => self.move_view(1),
            Action::Find => self.begin_search(),
            Action::TurnKind => self.turn_kind(),
            Action::SetDue => self.due_form(),
            Action::Follow => self.follow(),
            Action::Followers => self.pick_followers(),
            Action::Canned => self.offer_canned(),
            Action::Merge => self.pick_whole(),
            Action::Unmerge => self.unmerge(),
            Action::ShowWhole => self.show_whole(),
            Action::Snooze => self.pick_snooze(),
            Action::Split => self.pick_message(),
            Action::Bulk => self.bulk_form(),
            Action::OpenFor => self.pick_client(),
            Action::TakeBack => self.take_back_last(),
            _ => Vec::new(),
        }
    }

    /// Has the view change places with its neighbour.
    fn move_view(&mut self, by: isize) -> Vec<Effect> {
        let Some(id) = self.triage.view().map(|view| view.id) else {
            return Vec::new();
        };
        match triage::moved(self.triage.all(), id, by) {
            Ok(changes) => self.ask_for((self.new_key)(), office::Deed::Triage(Deed::Arrange(changes))),
            Err(Unmoved::AtTheEnd) => self.say("There is no view beyond it."),
            Err(Unmoved::Fixed) => self.say("There is no room there: the views beside it are others’ to move."),
        }
    }

    fn view_form(&self, kept: Option<&SavedView>) -> Form {
        let filter = match kept {
            Some(view) => joined(&self.inbox.filter.text(), &view.filter),
            None => self.whole_filter(),
        };
        let purpose = Purpose::View(kept.map(|view| (view.id, view.version)));
        let fields = triage::view_fields(kept, filter.trim(), self.list_order());
        let title = purpose.title();
        Form::new(office::Purpose::Triage(purpose), title, (self.new_key)(), fields)
    }

    fn ask_to_drop_view(&mut self) {
        let Some(view) = self.triage.view().cloned() else {
            return;
        };
        let whose = if view.shared { "It is gone for everybody then." } else { "It is gone then." };
        let words =
            format!("“{}” asks for {}. {whose} Its requests stay as they are.", view.name, quoted(&view.filter));
        self.confirm("Delete the view", words, office::Deed::Triage(Deed::Drop(view.id)));
    }

    /// Takes what came of a form about triage.
    pub(super) fn save_triage_form(&mut self, purpose: Purpose) -> Vec<Effect> {
        let Some(form) = self.form.clone() else {
            return Vec::new();
        };
        let refused = match purpose {
            Purpose::View(kept) => match triage::read_view(kept, &form) {
                Ok(deed) => return self.ask_from_form(form.key, office::Deed::Triage(deed)),
                Err(fault) => fault,
            },
            Purpose::Until(targets) => match triage::read_until(&form, self.now, self.zone) {
                Ok(until) => {
                    self.form = None;
                    return self.snooze(targets, until);
                }
                Err(fault) => fault,
            },
            Purpose::Split(of) => match triage::read_split(of, &form) {
                Ok(deed) => return self.ask_from_form(form.key, office::Deed::Triage(deed)),
                Err(fault) => fault,
            },
            Purpose::Open(ground) => match triage::read_opening(&ground, &form) {
                Ok(deed) => return self.ask_from_form(form.key, office::Deed::Triage(deed)),
                Err(fault) => fault,
            },
            Purpose::Bulk(which) => match triage::read_bulk(which, &form) {
                Ok(deed) => return self.ask_from_form(form.key, office::Deed::Triage(deed)),
                Err(fault) => fault,
            },
            Purpose::Due(targets) => match triage::read_due(&form, self.now, self.zone) {
                Ok(day) => {
                    self.form = None;
                    return self.set_due(&targets, day);
                }
                Err(fault) => fault,
            },
        };
        if let Some(form) = &mut self.form {
            form.refuse(refused.0, refused.1);
        }
        Vec::new()
    }

    /// Shows a view as it is kept now.
    pub(super) fn took_view(&mut self, view: SavedView) -> Vec<Effect> {
        let id = view.id;
        if let Some(all) = self.triage.views.get_mut() {
            all.retain(|known| known.id != id);
            all.push(view);
            all.sort_by_key(|view| view.position);
        }
        self.inbox.turn();
        let mut effects = self.show_kept(id);
        effects.push(self.fetch_views());
        effects
    }

    /// A view that is kept no more is not looked at.
    pub(super) fn dropped_view(&mut self) -> Vec<Effect> {
        let at = self.triage.at.take();
        if let Some(all) = self.triage.views.get_mut() {
            all.retain(|view| Some(view.id) != at);
        }
        let mut effects = vec![self.fetch_views()];
        if self.view == View::Saved {
            effects.extend(self.show(View::Open));
        }
        effects
    }
}

fn item(view: &SavedView) -> Item {
    let whose = if view.shared { "shared" } else { "yours" };
    Item::new(&view.name, format!("{whose} · {}", quoted(&view.filter)), Choice::View(view.id))
}

/// A filter as it is named in a sentence.
fn quoted(filter: &str) -> String {
    if filter.trim().is_empty() { "all that is open".into() } else { filter.to_owned() }
}
