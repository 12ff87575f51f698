use chrono::TimeDelta;
use portico_openapi::{
    ApiError, Kind as Reason,
    types::{Held, HeldAction, HeldState},
};

use super::{App, entering::reference};
use crate::{
    action::{Action, View},
    draft::Draft,
    effect::{Call, Effect},
    held::{self, Waiting},
    keymap::Context,
    remote::Ticket,
};

impl App {
    /// Asks the server to do something in a while, so that it can be taken back.
    pub(super) fn hold(&mut self, action: HeldAction) -> Effect {
        let (ticket, key) = (self.ticket(), (self.new_key)());
        self.holding.insert(ticket);
        Effect::Call(ticket, Call::Hold(key, Box::new(action)))
    }

    /// Takes what came of it: it waits, or where the agency holds nothing it is done.
    pub(super) fn holds(&mut self, ticket: Ticket, answer: Result<Box<Held>, ApiError>) -> Vec<Effect> {
        if !self.holding.remove(&ticket) {
            return Vec::new();
        }
        match answer {
            Ok(held) => self.waits(*held, None),
            Err(error) => self.troubled("Not done. ", &error),
        }
    }

    /// Counts something down that waits, or says that it is done.
    pub(super) fn waits(&mut self, held: Held, draft: Option<Draft>) -> Vec<Effect> {
        match held.state {
            HeldState::Waiting => {
                self.waiting.retain(|waiting| waiting.held.id != held.id);
                self.waiting.push(Waiting::new(held, draft, self.now));
                self.count_down()
            }
            HeldState::Done => {
                let made = held.result_id.filter(|_| held.action.approval_create.is_some());
                let mut effects = self.went(&held.action);
                if let Some(id) = made {
                    effects.extend(self.visit_approval(id));
                }
                effects
            }
            HeldState::Failed => self.failed(Waiting { draft, ..Waiting::found(held) }),
            HeldState::Recalled => Vec::new(),
        }
    }

    /// Counts a delivery down whose files are here, or says that it is done.
    pub(super) fn delivers(&mut self, held: Held, paths: Vec<String>) -> Vec<Effect> {
        let id = held.id;
        let effects = self.waits(held, None);
        if let Some(waiting) = self.waiting.iter_mut().find(|waiting| waiting.held.id == id) {
            waiting.paths = paths;
        }
        effects
    }

    /// Takes back what was sent last and has not gone.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let last = self.waiting.iter().filter(|waiting| waiting.recalling.is_none());
        let Some(id) = last.max_by_key(|waiting| waiting.until).map(|waiting| waiting.held.id) else {
            return self.say("Nothing waits that could be taken back.");
        };
        let ticket = self.ticket();
        if let Some(waiting) = self.waiting.iter_mut().find(|waiting| waiting.held.id == id) {
            waiting.recalling = Some(ticket);
        }
        vec![Effect::Call(ticket, Call::Recall(id))]
    }

    /// Takes what came of it. What was written is a draft again.
    pub(super) fn recalled(&mut self, ticket: Ticket, answer: Result<Box<Held>, ApiError>) -> Vec<Effect> {
        let Some(index) = self.waiting.iter().position(|waiting| waiting.recalling == Some(ticket)) else {
            return Vec::new();
        };
        let name = held::name(&self.waiting[index].held.action);
        match answer {
            Ok(_) => {
                let waiting = self.waiting.remove(index);
                let mut effects = self.say(held::recalled(&waiting.held.action));
                effects.extend(self.take_back(&waiting, true));
                effects.extend(self.deliver_again(&waiting));
                effects.extend(self.fetch_shown());
                effects
            }
            Err(error) => {
                self.waiting[index].recalling = None;
                if error.kind == Reason::Unauthorized {
                    return self.troubled("", &error);
                }
                let late = matches!(error.kind, Reason::Conflict | Reason::NotFound);
                self.fail(match late {
                    true => format!("Too late: the {name} was sent before it could be taken back."),
                    false => format!("The {name} is not taken back: {}{}", error.message, reference(&error)),
                });
                if late {
                    self.waiting.remove(index);
                }
                vec![self.fetch_held()]
            }
        }
    }

    /// Makes a draft of what was written, before anything that was written since.
    fn take_back(&mut self, waiting: &Waiting, and_open: bool) -> Vec<Effect> {
        let Some(mut draft) = waiting.written(&self.owner, (self.new_key)(), self.zone) else {
            return Vec::new();
        };
        let place = draft.place;
        if let Some(newer) = self.drafts.remove(&place) {
            if !newer.text.trim().is_empty() {
                draft.text = format!("{}\n\n{}", draft.text, newer.text);
            }
            draft.files.extend(newer.files);
            draft.version = newer.version;
        }
        let mut effects = vec![Effect::SaveDraft(Box::new(draft.clone()))];
        self.drafts.insert(place, draft);
        let busy = self.form.is_some() || self.overlay.is_some();
        let elsewhere = self.composer.as_ref().is_some_and(|composer| composer.place != place);
        if and_open && !busy && !elsewhere {
            effects.extend(self.resume_draft(place));
        }
        effects
    }

    pub(super) fn fetch_held(&mut self) -> Effect {
        let ticket = self.ticket();
        self.held.ask(ticket);
        Effect::Call(ticket, Call::Held)
    }

    /// Compares what is counted down with what the server says of it.
    pub(super) fn took_held(&mut self, ticket: Ticket, answer: Result<Vec<Held>, ApiError>) -> Vec<Effect> {
        let failure = answer.as_ref().err().cloned();
        if !self.held.answer(ticket, answer) {
            return Vec::new();
        }
        if let Some(error) = failure {
            // It is asked again each second while something waits; only a lost sign-in has to be told.
            return if error.kind == Reason::Unauthorized { self.troubled("", &error) } else { Vec::new() };
        }
        let all = self.held.get().cloned().unwrap_or_default();
        let mut effects = Vec::new();
        for held in all {
            let index = self.waiting.iter().position(|waiting| waiting.held.id == held.id);
            match (held.state, index) {
                (HeldState::Waiting, None) => self.waiting.push(Waiting::found(held)),
                (HeldState::Waiting, Some(index)) => {
                    let waiting = &mut self.waiting[index];
                    waiting.until += held.due_at - waiting.held.due_at;
                    waiting.held = held;
                }
                (HeldState::Done, Some(index)) => {
                    self.waiting.remove(index);
                    effects.extend(self.went(&held.action));
                }
                (HeldState::Recalled, Some(index)) => {
                    self.waiting.remove(index);
                }
                (HeldState::Failed, Some(index)) => {
                    let waiting = self.waiting.remove(index);
                    effects.extend(self.failed(Waiting { held, ..waiting }));
                }
                (HeldState::Failed, None) => effects.extend(self.failed(Waiting::found(held))),
                (HeldState::Done | HeldState::Recalled, None) => {}
            }
        }
        let now = self.now;
        self.waiting.retain(|waiting| waiting.until + FORGOTTEN > now);
        effects.extend(self.count_down());
        effects
    }

    /// What waited has gone: the client sees it, and so does the screen.
    fn went(&mut self, action: &HeldAction) -> Vec<Effect> {
        let mut effects = self.say(held::done(action));
        effects.extend(self.fetch_shown());
        effects
    }

    /// What waited could not be done: it is put away at the server, and what was written is a draft.
    fn failed(&mut self, waiting: Waiting) -> Vec<Effect> {
        if !self.put_away.insert(waiting.held.id) {
            return Vec::new();
        }
        let problem = waiting.held.problem.clone().unwrap_or_else(|| "the server does not say why".into());
        let mut effects = self.take_back(&waiting, false);
        let key = self.keymap.key(Context::Everywhere, Action::Drafts);
        let kept = if effects.is_empty() { String::new() } else { format!("; {key} shows the draft") };
        self.fail(format!("The {} was not sent: {problem}{kept}.", held::name(&waiting.held.action)));
        let ticket = self.ticket();
        effects.push(Effect::Call(ticket, Call::Recall(waiting.held.id)));
        effects
    }

    /// Fetches what is on the screen again, after something of one's own has gone.
    fn fetch_shown(&mut self) -> Vec<Effect> {
        let mut effects = vec![self.fetch_counts()];
        effects.extend(match self.view {
            View::Projects => self.fetch_project(),
            View::Approvals => self.fetch_approval(),
            _ => self.fetch_conversation(),
        });
        effects.extend(self.fetch_requests());
        effects.extend(self.fetch_board());
        effects
    }

    /// Asks what came of what should have gone by now.
    pub(super) fn look_after_held(&mut self) -> Option<Effect> {
        let now = self.now;
        let overdue = self.waiting.iter().any(|waiting| waiting.until + PATIENCE <= now);
        (overdue && !self.held.is_asked()).then(|| self.fetch_held())
    }

    /// What goes next, of all that waits.
    pub fn next_to_go(&self) -> Option<&Waiting> {
        self.waiting.iter().min_by_key(|waiting| waiting.until)
    }
}

/// How long after its time something is asked after.
const PATIENCE: TimeDelta = TimeDelta::seconds(1);

/// What the server has not told of for so long is counted down no more.
const FORGOTTEN: TimeDelta = TimeDelta::minutes(15);
