use std::time::Duration;

use portico_openapi::{ApiError, Kind as Reason};
use uuid::Uuid;

use super::{
    App, Connection, Overlay, Scroll, Stage,
    writing::{has_arrived_before, is_overtaken, why},
};
use crate::{
    action::Action,
    draft::{Draft, Kind, Place},
    effect::{Call, Effect},
    keymap::Context,
    message::{Conversation, Posted, Timer},
    picker::{Choice, Item, Picker},
    queue::{self, Meanwhile, Queued, State},
    remote::Ticket,
};

/// How long until what waits is tried again, where nothing says earlier that the server is back.
const AGAIN: Duration = Duration::from_secs(10);

impl App {
    /// What waits for the server under this name.
    pub fn in_queue(&self, id: Uuid) -> Option<&Queued> {
        self.queue.iter().find(|queued| queued.id == id)
    }

    /// Whether what is sent now has to wait: the server is away, or something before it waits.
    pub(super) fn has_to_wait(&self, place: Place) -> bool {
        let away = matches!(self.connection, Connection::Lost { .. });
        let ahead = |queued: &Queued| queued.draft.place.subject == place.subject && !queued.is_stopped();
        matches!(place.kind, Kind::Reply | Kind::Note) && (away || self.queue.iter().any(ahead))
    }

    /// Has a draft put where it waits for the server. It is one until it is there.
    pub(super) fn enqueue(&mut self, place: Place, tried: bool) -> Vec<Effect> {
        let (ticket, id) = (self.ticket(), (self.new_key)());
        let thread = self.conversation.data.get().filter(|thread| thread.request.id == place.subject);
        let end = thread.and_then(|thread| queue::last(&thread.messages));
        let row = self.inbox.rows().iter().find(|row| row.id == place.subject);
        let was_shut = thread.map(|thread| &thread.request).or(row).is_some_and(queue::is_shut);
        let turn = self.queue.last().map_or(0, |last| last.turn + 1);
        let Some(draft) = self.drafts.get_mut(&place) else {
            return Vec::new();
        };
        draft.sending = None;
        draft.waiting = false;
        draft.failure = None;
        let kept = draft.clone();
        // Nothing is typed into it, and it is not sent, before it is known where it is.
        draft.sending = Some(ticket);
        // What came into the pane while it was written counts as said meanwhile.
        let (seen, own, state) = (kept.seen.or(end), Vec::new(), State::Waiting);
        // The draft on disk is no older than what waits, so that it is known which of them is the later one.
        let stored = Effect::SaveDraft(Box::new(kept.clone()));
        let queued = Queued { id, turn, at: self.now, draft: kept, seen, was_shut, own, anyway: false, tried, state };
        vec![stored, Effect::Enqueue(Box::new(queued))]
    }

    /// It is on disk and waits, or is a draft as before.
    pub(super) fn enqueued(&mut self, queued: Queued, kept: Result<(), String>) -> Vec<Effect> {
        let place = queued.draft.place;
        let name = place.kind.name();
        let its = self.drafts.get_mut(&place).filter(|draft| draft.key == queued.draft.key);
        if let Err(reason) = kept {
            if let Some(draft) = its {
                draft.sending = None;
                draft.failure = Some(reason.clone());
            }
            self.fail(format!("The {name} is not sent, and could not be put where it waits: {reason}"));
            return Vec::new();
        }
        if queued.draft.owner != self.owner {
            return Vec::new();
        }
        if its.is_none() {
            // It was thrown away before it was there.
            return vec![Effect::DropQueued(queued.id)];
        }
        let draft = self.drafts.remove(&place);
        let mut effects = vec![Effect::DropDraft(place)];
        effects.extend(self.dropped(draft.as_ref()));
        if self.composer.as_ref().is_some_and(|composer| composer.place == place) {
            self.composer = None;
        }
        self.queue.push(queued);
        self.sort_queue();
        if self.view.is_inbox() {
            self.scroll = Scroll { at_end: true, ..self.scroll };
        }
        let key = self.keymap.key(Context::Everywhere, Action::Queue);
        effects.extend(self.say(format!("The {name} waits here and is sent when the server is back; {key} shows it.")));
        effects.extend(self.send_next());
        effects
    }

    /// What waits from earlier days. What is a draft as well was just about to become the one or the other.
    pub(super) fn took_queue(&mut self, all: Result<Vec<Queued>, String>) -> Vec<Effect> {
        let all = match all {
            Ok(all) => all,
            Err(reason) => {
                self.fail(format!("What waits for the server could not be read: {reason}"));
                return Vec::new();
            }
        };
        let mut effects = Vec::new();
        for queued in all {
            if self.in_queue(queued.id).is_some() {
                continue;
            }
            let (place, text) = (queued.draft.place, &queued.draft.text);
            // The server may have kept it, and given it back under another key.
            let same = |draft: &&Draft| draft.key == queued.draft.key || (draft.place == place && draft.text == *text);
            let twin = self.drafts.values().find(same);
            match twin {
                Some(draft) if draft.text == *text => {
                    let place = draft.place;
                    let twin = self.drafts.remove(&place);
                    effects.push(Effect::DropDraft(place));
                    effects.extend(self.dropped(twin.as_ref()));
                }
                // It was taken out of here, and has what was written since below it.
                Some(draft) if draft.text.contains(text) => {
                    effects.push(Effect::DropQueued(queued.id));
                    continue;
                }
                _ => {}
            }
            self.queue.push(queued);
        }
        self.sort_queue();
        let key = self.keymap.key(Context::Everywhere, Action::Queue);
        match self.queue.len() {
            0 => {}
            1 => effects.extend(self.say(format!("One message waits for the server; {key} shows it."))),
            many => effects.extend(self.say(format!("{many} messages wait for the server; {key} shows them."))),
        }
        effects.extend(self.send_next());
        effects
    }

    fn sort_queue(&mut self) {
        self.queue.sort_by_key(|queued| (queued.turn, queued.at));
    }

    /// Looks whether the first that waits was overtaken, before it goes. One is under way at a time.
    pub(super) fn send_next(&mut self) -> Vec<Effect> {
        let busy = self.queue.iter().any(Queued::is_under_way);
        if busy || !self.queue.iter().any(Queued::is_waiting) || self.read_only || !matches!(self.stage, Stage::Ready) {
            return Vec::new();
        }
        let ticket = self.ticket();
        let Some(queued) = self.queue.iter_mut().find(|queued| queued.is_waiting()) else {
            return Vec::new();
        };
        queued.state = State::Looking(ticket);
        vec![Effect::Call(ticket, Call::Thread(queued.draft.place.subject))]
    }

    /// Takes what was said meanwhile: what waits goes, or is shown beside it.
    pub(super) fn looked(&mut self, ticket: Ticket, answer: Result<Box<Conversation>, ApiError>) -> Vec<Effect> {
        let Some(index) = self.queue.iter().position(|queued| queued.state == State::Looking(ticket)) else {
            return Vec::new();
        };
        let thread = match answer {
            Ok(thread) => thread,
            Err(error) => return self.kept_waiting(index, &error),
        };
        let me = self.me.as_ref().map(|me| me.staff.id);
        let queued = &mut self.queue[index];
        // The server refused it for what came first: where nothing is new here, that waits at the server.
        let ahead = queued.draft.failure.take().filter(|_| queued.draft.seen == queue::newest(&thread));
        if queued.has_arrived(&thread, me) || queued.is_held(&self.waiting) {
            let Queued { id, draft, .. } = self.queue.remove(index);
            let mut effects = self.say(format!("The {} had arrived already.", draft.place.kind.name()));
            effects.push(Effect::DropQueued(id));
            effects.extend(self.fetch_conversation());
            effects.extend(self.send_next());
            return effects;
        }
        let meanwhile = queued.meanwhile(&thread, me, ahead);
        self.claim(index, &thread, meanwhile)
    }

    /// Has it put on disk how it goes on, where another console of the profile may have dealt with it.
    fn claim(&mut self, index: usize, thread: &Conversation, meanwhile: Option<Meanwhile>) -> Vec<Effect> {
        let ticket = self.ticket();
        let queued = &mut self.queue[index];
        let mut claimed = queued.clone();
        if meanwhile.is_none() {
            // What the server is told was seen is remembered under the key, so it stays once the server may have it.
            if !claimed.tried {
                claimed.draft.seen = queue::newest(thread).filter(|_| !claimed.anyway);
            }
            claimed.tried = true;
        }
        queued.state = State::Claiming(ticket, meanwhile);
        vec![Effect::Claim(ticket, Box::new(claimed))]
    }

    /// It is on disk how it goes on: it goes, or is shown beside what overtook it. Where it waits there no more, it is gone.
    pub(super) fn claimed(&mut self, ticket: Ticket, kept: Result<Option<Box<Queued>>, String>) -> Vec<Effect> {
        let is_it = |queued: &Queued| matches!(queued.state, State::Claiming(asked, _) if asked == ticket);
        let Some(index) = self.queue.iter().position(is_it) else {
            return Vec::new();
        };
        let state = std::mem::take(&mut self.queue[index].state);
        let name = self.queue[index].draft.place.kind.name();
        match kept {
            Ok(Some(kept)) => self.queue[index] = *kept,
            Ok(None) => {
                self.queue.remove(index);
                let mut effects = self.say(format!("The {name} waits no more: another console has dealt with it."));
                effects.extend(self.send_next());
                return effects;
            }
            Err(reason) => {
                self.fail(format!("The {name} is not sent yet, as it could not be stored: {reason}"));
                return self.try_again();
            }
        }
        if let State::Claiming(_, Some(meanwhile)) = state {
            let told = meanwhile.shut.clone().or_else(|| meanwhile.ahead.clone());
            let reason = told.unwrap_or_else(|| "Somebody else has answered.".into());
            self.queue[index].state = State::Overtaken(meanwhile);
            self.tell_stopped(index, &reason);
            return self.send_next();
        }
        let ticket = self.ticket();
        let queued = &mut self.queue[index];
        queued.state = State::Going(ticket);
        vec![Effect::Call(ticket, Call::Post(Box::new(queued.draft.clone())))]
    }

    fn tell_stopped(&mut self, index: usize, reason: &str) {
        let draft = &self.queue[index].draft;
        let name = draft.place.kind.name();
        // The number of a request is enough, where the line has little room.
        let number = draft.title.split_whitespace().next().filter(|word| word.starts_with('#'));
        let place = number.map(|number| format!(" to {number}")).unwrap_or_default();
        let key = self.keymap.key(Context::Everywhere, Action::Queue);
        self.fail(format!("The {name}{place} is not sent; {key} shows it. {reason}"));
    }

    /// Takes what came of it.
    pub(super) fn forwarded(&mut self, ticket: Ticket, answer: Result<Posted, ApiError>) -> Vec<Effect> {
        let Some(index) = self.queue.iter().position(|queued| queued.state == State::Going(ticket)) else {
            return Vec::new();
        };
        let posted = match answer {
            Ok(posted) => posted,
            Err(error) => return self.kept_waiting(index, &error),
        };
        let Queued { id, draft, .. } = self.queue.remove(index);
        let mut effects = Vec::new();
        // What goes after it is not overtaken by it. That is on disk before the one that went is gone from there.
        let subject = draft.place.subject;
        for later in self.queue.iter_mut().filter(|later| later.draft.place.subject == subject) {
            later.own.push(draft.text.trim().to_owned());
            effects.push(Effect::SaveQueued(Box::new(later.clone())));
        }
        effects.push(Effect::DropQueued(id));
        match posted {
            Posted::Held(held) => effects.extend(self.waits(*held, Some(draft))),
            Posted::So => {
                effects.extend(self.say("The note is saved; only staff see it."));
                effects.extend(self.fetch_conversation());
                effects.extend(self.fetch_requests());
            }
        }
        effects.extend(self.send_next());
        effects
    }

    /// It did not go: what may pass is tried again, what is sure is shown.
    fn kept_waiting(&mut self, index: usize, error: &ApiError) -> Vec<Effect> {
        let was_sent = matches!(self.queue[index].state, State::Going(_));
        self.queue[index].state = State::Waiting;
        if error.kind == Reason::Unauthorized || error.code == "second_factor_setup_required" {
            return self.troubled("", error);
        }
        if error.is_passing() {
            return self.try_again();
        }
        let (key, reason) = (self.new_key, why(error));
        let queued = &mut self.queue[index];
        if is_overtaken(error) {
            // Somebody wrote after the look at the thread, or is about to, and the server does not have it: the next
            // look says by what, or stops it with what the server says.
            (queued.tried, queued.draft.failure) = (false, Some(reason));
            let mut effects = vec![Effect::SaveQueued(Box::new(queued.clone()))];
            effects.extend(self.try_again());
            return effects;
        }
        queued.state = State::Refused(reason.clone());
        // A refusal is remembered under the key, so what is sent next needs another. Where only the look at the thread
        // was refused, an attempt before it may have arrived, and the key stays. Where the key was used, something like it
        // has arrived, and what is there is looked at before it goes again.
        if was_sent {
            (queued.draft.key, queued.tried) = (key(), has_arrived_before(error));
        }
        if matches!(&error.kind, Reason::Invalid(faults) if faults.iter().any(|fault| fault.field.ends_with("files"))) {
            queued.draft.send_files_anew(key);
        }
        let stored = Effect::SaveQueued(Box::new(queued.clone()));
        self.tell_stopped(index, &reason);
        let mut effects = vec![stored];
        if was_sent && has_arrived_before(error) {
            effects.push(self.fetch_held());
            effects.extend(self.fetch_conversation());
        }
        effects.extend(self.send_next());
        effects
    }

    fn try_again(&mut self) -> Vec<Effect> {
        if std::mem::replace(&mut self.queue_armed, true) {
            return Vec::new();
        }
        vec![Effect::After(AGAIN, Timer::Queue)]
    }

    /// Offers what waits, in its order.
    pub(super) fn pick_queued(&mut self) -> Vec<Effect> {
        let item = |queued: &Queued| {
            let label = format!("{} · {} · {}", queued.draft.place.kind.name(), queued.words(), queued.draft.title);
            Item::new(label, queued.draft.text.clone(), Choice::Queued(queued.id))
        };
        let items: Vec<_> = self.queue.iter().map(item).collect();
        if items.is_empty() {
            return self.say("Nothing waits for the server.");
        }
        self.pick(Picker::one("Waiting for the server", items))
    }

    /// Where the keys go while one of them is looked at.
    pub(super) fn queued_contexts(&self, id: Uuid) -> Vec<Context> {
        let Some(queued) = self.in_queue(id) else {
            return vec![Context::Reading];
        };
        let sends = match queued.draft.place.kind {
            Kind::Note => Context::UnsentNote,
            _ => Context::UnsentReply,
        };
        Some(sends).filter(|_| queued.is_stopped()).into_iter().chain([Context::Unsent]).collect()
    }

    /// Does what a key means for the one that is looked at.
    pub(super) fn arrange_queued(&mut self, id: Uuid, action: Action) -> Vec<Effect> {
        let Some(index) = self.queue.iter().position(|queued| queued.id == id) else {
            return Vec::new();
        };
        if self.queue[index].goes() {
            return self.say("It is on its way to the server right now.");
        }
        match action {
            Action::Send if self.queue[index].is_stopped() => self.send_all_the_same(index),
            Action::Edit => self.edit_queued(index),
            Action::Discard => {
                self.overlay = Some(Overlay::ConfirmDrop(id));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn send_all_the_same(&mut self, index: usize) -> Vec<Effect> {
        if self.queue[index].draft.files.iter().any(|file| file.upload.is_none()) {
            let key = self.keymap.key(Context::Unsent, Action::Edit);
            return self.say(format!("Its files have to be sent again; {key} makes it a draft, which sends them."));
        }
        self.overlay = None;
        self.queue[index].accept();
        let mut effects = vec![Effect::SaveQueued(Box::new(self.queue[index].clone()))];
        // It is looked once more, in its turn: nobody has seen what was said since.
        effects.extend(self.send_next());
        effects
    }

    /// Makes it a draft again, before anything that was written since. Its key stays, as the server may have it.
    fn edit_queued(&mut self, index: usize) -> Vec<Effect> {
        let place = self.queue[index].draft.place;
        if self.drafts.get(&place).is_some_and(|draft| draft.sending.is_some() || draft.waiting) {
            return self.say(format!("Another {} is on its way there; wait for it first.", place.kind.name()));
        }
        let Queued { id, mut draft, .. } = self.queue.remove(index);
        // The server was told to keep it no more; what it keeps there now was written since.
        (draft.version, draft.unkept, draft.refused) = (0, true, false);
        if let Some(newer) = self.drafts.remove(&place) {
            if !newer.text.trim().is_empty() {
                draft.text = format!("{}\n\n{}", draft.text, newer.text);
            }
            draft.files.extend(newer.files);
            (draft.version, draft.keeping, draft.theirs) = (newer.version, newer.keeping, newer.theirs);
        }
        self.overlay = None;
        let mut effects = vec![Effect::SaveDraft(Box::new(draft.clone())), Effect::DropQueued(id)];
        self.drafts.insert(place, draft);
        effects.extend(self.resume_draft(place));
        effects.extend(self.send_next());
        effects
    }

    /// Throws one of them away, after it was asked.
    pub(super) fn drop_queued(&mut self, id: Uuid) -> Vec<Effect> {
        let Some(index) = self.queue.iter().position(|queued| queued.id == id) else {
            return Vec::new();
        };
        if self.queue[index].goes() {
            return self.say("It is on its way to the server right now.");
        }
        self.queue.remove(index);
        let mut effects = self.say("Thrown away.");
        effects.push(Effect::DropQueued(id));
        effects.extend(self.send_next());
        effects
    }
}
