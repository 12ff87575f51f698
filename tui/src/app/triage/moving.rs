use portico_openapi::{ApiError, Kind, types::Request};
use uuid::Uuid;

use super::App;
use crate::{
    action::Action,
    app::changing::{target, told},
    effect::{Call, Effect, Target},
    keymap::Context,
    message::Changed,
    office,
    remote::Ticket,
    triage::{Deed, Move, Moving, Undo},
};

impl App {
    /// Where the keys go that are about several requests, or about more than one of them is by itself.
    pub(in crate::app) fn about_requests(&self) -> Vec<Context> {
        let merged = self.subject().is_some_and(|row| row.merged_into.is_some());
        let marked = !self.in_pane && !self.inbox.marked.is_empty();
        let all = [
            (marked, Context::Marked),
            (merged && !marked, Context::Merged),
            (self.triage.undo.is_some(), Context::Undoable),
        ];
        all.into_iter().filter(|(holds, _)| *holds).map(|(_, context)| context).collect()
    }

    /// Asks the server for a move. What is put off or brought back is shown so at once.
    pub(super) fn move_requests(&mut self, targets: Vec<Target>, what: Move) -> Vec<Effect> {
        if targets.is_empty() {
            return self.say("There is no request here.");
        }
        if self.pending.is_some() {
            return self.say("The change before is still being saved.");
        }
        let ticket = self.ticket();
        self.lend(ticket, targets.iter().map(|target| target.id));
        let before = self.known(&targets);
        let until = match what {
            Move::Snooze(until) => Some(Some(until)),
            Move::Wake => Some(None),
            Move::Merge(_) | Move::Rejoin(_) | Move::Unmerge => None,
        };
        if let Some(until) = until {
            for row in &before {
                self.renew(&Request { snoozed_until: until, ..row.clone() });
            }
        }
        self.pending = Some((ticket, what.said(&targets, self.now, self.zone)));
        self.triage.moving = Some((ticket, Moving { what, before }));
        vec![Effect::Call(ticket, Call::Move(targets, what))]
    }

    /// Takes what came of a move. What failed is named, and shown as it was before.
    pub(in crate::app) fn moved_requests(&mut self, ticket: Ticket, changes: Vec<Changed>) -> Vec<Effect> {
        let Some((_, Moving { what, before })) = self.triage.moving.take_if(|(waiting, _)| *waiting == ticket) else {
            return Vec::new();
        };
        self.pending.take_if(|(waiting, _)| *waiting == ticket);
        let total = changes.len();
        let (done, failures) = self.renewed(ticket, changes);
        for row in before.iter().filter(|row| failures.iter().any(|(target, _)| target.id == row.id)) {
            self.renew(row);
        }
        if let Some((_, error)) = failures.iter().find(|(_, error)| error.kind == Kind::Unauthorized) {
            let error = error.clone();
            return self.troubled("", &error);
        }
        if !done.is_empty() {
            self.triage.undo = what.undone(done.clone());
        }
        let mut effects = vec![self.fetch_counts()];
        let said = what.said(&done, self.now, self.zone);
        if failures.is_empty() {
            effects.extend(self.say_undoable(&said));
        } else {
            self.fail(told(&said, total, &failures));
        }
        effects.extend(self.follow_move(what, &done));
        effects.extend(self.fetch_requests());
        effects.extend(self.next_change());
        effects
    }

    /// The pane goes where its messages went.
    fn follow_move(&mut self, what: Move, done: &[Target]) -> Vec<Effect> {
        let open = self.conversation.id;
        match what {
            Move::Merge(into) | Move::Rejoin(into) if self.in_pane && done.iter().any(|one| Some(one.id) == open) => {
                self.turn_to_request(into.id)
            }
            _ => self.fetch_conversation(),
        }
    }

    /// Says what was done, and the key that takes it back where one does.
    pub(super) fn say_undoable(&mut self, said: &str) -> Vec<Effect> {
        match self.triage.undo {
            Some(_) => {
                let key = self.keymap.key(Context::Undoable, Action::TakeBack);
                self.say(format!("{said}. {key} takes it back."))
            }
            None => self.say(format!("{said}.")),
        }
    }

    /// Takes back what was done last.
    pub(super) fn take_back_last(&mut self) -> Vec<Effect> {
        match self.triage.undo.clone() {
            Some(Undo::Move(targets, what)) => self.move_requests(targets, what),
            Some(Undo::Bulk(id)) => self.ask_for((self.new_key)(), office::Deed::Triage(Deed::Restore(id))),
            None => self.say("There is nothing to take back."),
        }
    }

    /// Shows what came of splitting: both requests show where the other is.
    pub(in crate::app) fn took_split(&mut self, deed: &office::Deed, new: &Request) -> Vec<Effect> {
        let office::Deed::Triage(Deed::Split(from, _)) = deed else {
            return Vec::new();
        };
        self.triage.undo = Some(Undo::Move(vec![target(new)], Move::Rejoin(from.request)));
        self.say_undoable(&format!("#{} is a request of its own, split off #{}", new.number, from.request.number))
    }

    /// What fails alone is told with what it is about.
    pub(super) fn unanswered(&mut self, what: &str, error: &ApiError) -> Vec<Effect> {
        self.troubled(&format!("{what} "), error)
    }

    /// The requests that keys act on, as they are seen.
    pub(super) fn aims(&self) -> Vec<Target> {
        self.targets().into_iter().map(target).collect()
    }

    /// What `M` on a part and `P` are about.
    pub(super) fn whole_of(&self) -> Option<Uuid> {
        self.subject()?.merged_into.as_ref().map(|whole| whole.id)
    }
}
