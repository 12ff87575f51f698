use std::time::Duration;

use crossterm::event::KeyEvent;
use portico_openapi::{ApiError, Kind as Reason};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::{App, Scroll, entering::reference};
use crate::{
    action::{Action, View},
    draft::{About, Draft, Kind, Place},
    effect::{Call, Effect},
    foreign,
    keymap::Context,
    message::{Posted, Timer},
    remote::Ticket,
};

/// What is being written, and where.
pub struct Composer {
    /// Where it belongs.
    pub place: Place,
    /// The text, with its cursor and its history.
    pub area: TextArea<'static>,
}

impl Composer {
    pub(super) fn new(place: Place, text: &str) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_line_style(Default::default());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { place, area }
    }

    /// The text as it will be sent.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }
}

impl App {
    /// The draft that is being written.
    pub fn draft(&self) -> Option<&Draft> {
        self.drafts.get(&self.composer.as_ref()?.place)
    }

    /// Begins to write, or goes on with what was written here before.
    pub(super) fn write(&mut self, kind: Kind) -> Vec<Effect> {
        let (subject, title) = match kind {
            Kind::Comment => match self.current_project() {
                Some(project) => (project.id, project.name.clone()),
                None => return Vec::new(),
            },
            _ => match self.subject() {
                Some(row) => (row.id, format!("#{} {}", row.number, row.subject)),
                None => return self.say("There is no request here."),
            },
        };
        let mut effects = if self.in_pane { Vec::new() } else { self.open() };
        let place = Place { kind, subject };
        self.compose(place, title, None);
        if place.kept_as().is_some() {
            effects.push(self.fetch_drafts());
        }
        effects
    }

    pub(super) fn compose(&mut self, place: Place, title: String, about: Option<About>) {
        let (owner, key) = (self.owner.clone(), self.new_key);
        let draft = self.drafts.entry(place).or_insert_with(|| Draft::new(place, owner, title, key()));
        draft.about = draft.about.take().or(about);
        (draft.seen, draft.overtaken) = (None, false);
        self.composer = Some(Composer::new(place, &draft.text));
        self.in_pane = true;
        self.scroll.at_end |= self.view.is_inbox() || self.view == View::Projects;
        self.note_seen();
    }

    /// Notes what the thread has come to, for the answer that is written below it.
    pub(super) fn note_seen(&mut self) {
        let Some(place) = self.composer.as_ref().map(|composer| composer.place) else {
            return;
        };
        let known = self.conversation.data.get().filter(|known| known.request.id == place.subject);
        let last = known.and_then(|known| known.messages.iter().max_by_key(|message| message.id));
        if let Some(draft) = self.drafts.get_mut(&place)
            && draft.seen.is_none()
            && draft.sending.is_none()
            && place.kind == Kind::Reply
        {
            draft.seen = last.map(|message| message.id);
        }
    }

    /// Opens what a draft belongs to, and goes on writing it.
    pub(super) fn resume_draft(&mut self, place: Place) -> Vec<Effect> {
        let about = self.drafts.get(&place).and_then(|draft| draft.about.clone());
        let effects = match (place.kind, about) {
            (Kind::Comment, _) => self.visit_project(place.subject),
            (_, Some(About::Version { approval } | About::Remark { approval, .. })) => self.visit_approval(approval),
            (Kind::Approval | Kind::Version | Kind::Remark, _) => self.show(View::Approvals),
            _ => self.visit_request(place.subject),
        };
        self.compose(place, String::new(), None);
        effects
    }

    /// The drafts of earlier days, beside what was written since.
    pub(super) fn restore(&mut self, drafts: Result<Vec<Draft>, String>) -> Vec<Effect> {
        match drafts {
            Ok(drafts) => {
                for draft in drafts {
                    self.drafts.entry(draft.place).or_insert(draft);
                }
                let key = self.keymap.key(Context::Everywhere, Action::Drafts);
                let mut effects = match self.unsent() {
                    0 => Vec::new(),
                    1 => self.say(format!("One draft is not sent yet; {key} shows it.")),
                    many => self.say(format!("{many} drafts are not sent yet; {key} shows them.")),
                };
                // Only now is it known what of what the server keeps is here.
                effects.push(self.fetch_drafts());
                effects
            }
            Err(reason) => {
                self.fail(format!("The drafts could not be read: {reason}"));
                vec![self.fetch_drafts()]
            }
        }
    }

    pub(super) fn type_draft(&mut self, key: KeyEvent) -> Vec<Effect> {
        let sending = self.draft().is_some_and(|draft| draft.sending.is_some());
        match &mut self.composer {
            Some(composer) if !sending => match composer.area.input(key) {
                true => self.written(),
                false => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    pub(super) fn paste_draft(&mut self, text: &str) -> Vec<Effect> {
        let sending = self.draft().is_some_and(|draft| draft.sending.is_some());
        match &mut self.composer {
            Some(composer) if !sending => {
                composer.area.insert_str(foreign::block(text));
                self.written()
            }
            _ => Vec::new(),
        }
    }

    /// Takes the composer's text into the draft, which goes to disk in a moment.
    fn written(&mut self) -> Vec<Effect> {
        let Some(composer) = &self.composer else {
            return Vec::new();
        };
        if let Some(draft) = self.drafts.get_mut(&composer.place) {
            draft.text = composer.text();
            (draft.unkept, draft.refused) = (true, false);
        }
        if std::mem::replace(&mut self.save_armed, true) {
            return Vec::new();
        }
        vec![Effect::After(Duration::from_millis(300), Timer::SaveDraft)]
    }

    pub(super) fn save_draft(&mut self) -> Vec<Effect> {
        self.save_armed = false;
        let saved = self.draft().map(|draft| Effect::SaveDraft(Box::new(draft.clone())));
        saved.into_iter().chain(self.keep_later()).collect()
    }

    /// Leaves the composer. The draft stays, unless there is nothing in it.
    pub(super) fn stop_writing(&mut self) -> Vec<Effect> {
        let Some(composer) = self.composer.take() else {
            return Vec::new();
        };
        let place = composer.place;
        match self.drafts.get(&place) {
            Some(draft) if draft.is_empty() && draft.sending.is_none() => {
                let draft = self.drafts.remove(&place);
                let mut effects = vec![Effect::DropDraft(place)];
                effects.extend(self.dropped(draft.as_ref()));
                effects
            }
            Some(draft) => {
                let effect = Effect::SaveDraft(Box::new(draft.clone()));
                let mut effects = self.say(format!("The {} is kept as a draft.", place.kind.name()));
                effects.push(effect);
                effects.extend(self.keep(place));
                effects
            }
            None => Vec::new(),
        }
    }

    pub(super) fn discard(&mut self) -> Vec<Effect> {
        if let Some(form) = self.form.take() {
            let mut effects = self.say("Nothing was changed.");
            self.close_empty_draft(&form.purpose);
            effects.extend(self.stray());
            return effects;
        }
        let Some(composer) = self.composer.take() else {
            if self.view == View::Automation {
                return self.close_document();
            }
            return if self.billing.editor.is_some() { self.close_draft() } else { Vec::new() };
        };
        let mut effects = self.abandon(composer.place);
        let draft = self.drafts.remove(&composer.place);
        effects.extend(self.say("Thrown away."));
        effects.push(Effect::DropDraft(composer.place));
        effects.extend(self.dropped(draft.as_ref()));
        effects
    }

    pub(super) fn edit_outside(&mut self) -> Vec<Effect> {
        let sending = self.draft().is_some_and(|draft| draft.sending.is_some());
        match &self.composer {
            Some(composer) if !sending => vec![Effect::Edit(composer.text(), "md")],
            _ => Vec::new(),
        }
    }

    pub(super) fn edited(&mut self, text: Result<String, String>) -> Vec<Effect> {
        if self.automation.document.as_ref().is_some_and(|document| document.outside) {
            return self.edited_document(text);
        }
        let Some(place) = self.composer.as_ref().map(|composer| composer.place) else {
            return Vec::new();
        };
        match text {
            Ok(text) => {
                let text = foreign::block(&text);
                self.composer = Some(Composer::new(place, text.trim_end_matches('\n')));
                self.written();
                self.save_draft()
            }
            Err(reason) => {
                self.fail(format!("The editor did not work: {reason}"));
                Vec::new()
            }
        }
    }

    /// Sends what is written. It goes to disk first, with the key that lets the server take it once.
    pub(super) fn send(&mut self) -> Vec<Effect> {
        let Some(place) = self.composer.as_ref().map(|composer| composer.place) else {
            return Vec::new();
        };
        if let Some(words) = self.parted_words() {
            return self.say(words);
        }
        match self.draft() {
            Some(draft) if draft.sending.is_some() || draft.waiting => return Vec::new(),
            Some(draft) if draft.overtaken => return self.say(self.overtaken_words()),
            Some(draft) if draft.is_something() => {}
            Some(Draft { place: Place { kind: Kind::Version | Kind::Approval, .. }, .. }) => {
                let key = self.keymap.key(Context::Attaching, Action::Attach);
                return self.say(format!("A version has a text, files, or both; {key} attaches a file."));
            }
            _ => return self.say("There is nothing written yet."),
        }
        if self.draft().is_some_and(|draft| draft.files.iter().any(|file| file.upload.is_none())) {
            let mut effects = self.send_files(place);
            if let Some(draft) = self.drafts.get_mut(&place) {
                draft.waiting = true;
                draft.failure = None;
                effects.push(Effect::SaveDraft(Box::new(draft.clone())));
            }
            return effects;
        }
        self.send_draft(place)
    }

    /// Sends an answer although somebody else has said something since it was begun.
    pub(super) fn send_anyway(&mut self) -> Vec<Effect> {
        if let Some(words) = self.parted_words() {
            return self.say(words);
        }
        let place = self.composer.as_ref().map(|composer| composer.place);
        let Some(draft) = place.and_then(|place| self.drafts.get_mut(&place)) else {
            return Vec::new();
        };
        (draft.seen, draft.overtaken) = (None, false);
        self.send()
    }

    fn overtaken_words(&self) -> String {
        let key = self.keymap.key(Context::Overtaken, Action::SendAnyway);
        format!("Look at what was said meanwhile; {key} sends yours all the same.")
    }

    /// Sends a draft whose files are all there.
    pub(super) fn send_draft(&mut self, place: Place) -> Vec<Effect> {
        if self.drafts.get(&place).is_none_or(|draft| draft.sending.is_some()) {
            return Vec::new();
        }
        if self.has_to_wait(place) {
            return self.enqueue(place, false);
        }
        let ticket = self.ticket();
        let Some(draft) = self.drafts.get_mut(&place) else {
            return Vec::new();
        };
        draft.sending = Some(ticket);
        draft.waiting = false;
        draft.failure = None;
        let draft = draft.clone();
        vec![Effect::SaveDraft(Box::new(draft.clone())), Effect::Call(ticket, Call::Post(Box::new(draft)))]
    }

    /// Takes what came of sending: it is gone, or all of it is still here.
    pub(super) fn posted(&mut self, ticket: Ticket, answer: Result<Posted, ApiError>) -> Vec<Effect> {
        let sent = self.drafts.values().find(|draft| draft.sending == Some(ticket));
        let Some(place) = sent.map(|draft| draft.place) else {
            return self.forwarded(ticket, answer);
        };
        match answer {
            Err(error) if error.kind == Reason::Unreachable && matches!(place.kind, Kind::Reply | Kind::Note) => {
                self.enqueue(place, true)
            }
            Ok(posted) => {
                let draft = self.drafts.remove(&place);
                if self.composer.as_ref().is_some_and(|composer| composer.place == place) {
                    self.composer = None;
                    // There is nothing of it to be looked at before it has gone.
                    self.in_pane &= place.kind != Kind::Approval;
                }
                let mut effects = vec![Effect::DropDraft(place)];
                effects.extend(self.dropped(draft.as_ref()));
                if self.view != View::Approvals {
                    self.scroll = Scroll { at_end: true, ..self.scroll };
                }
                match posted {
                    Posted::Held(held) => effects.extend(self.waits(*held, draft)),
                    Posted::So => {
                        effects.extend(self.say("The note is saved; only staff see it."));
                        effects.extend(self.fetch_conversation());
                        effects.extend(self.fetch_requests());
                    }
                }
                effects
            }
            Err(error) => self.unsent_again(place, &error),
        }
    }

    fn unsent_again(&mut self, place: Place, error: &ApiError) -> Vec<Effect> {
        let key = self.new_key;
        let (arrived_before, overtaken) = (has_arrived_before(error), is_overtaken(error));
        let reason = if overtaken { format!("{}. {}", error.message, self.overtaken_words()) } else { why(error) };
        let mut effects = Vec::new();
        if let Some(draft) = self.drafts.get_mut(&place) {
            draft.sending = None;
            draft.failure = Some(reason.clone());
            draft.overtaken = overtaken;
            if matches!(&error.kind, Reason::Invalid(faults) if faults.iter().any(|fault| fault.field.ends_with("files")))
            {
                draft.send_files_anew(key);
            }
            // While it is unknown whether the server took it, only the same key is safe. A refusal is
            // sure, and remembered under the key, so what is sent next needs another.
            if !error.is_passing() {
                draft.key = key();
            }
            effects.push(Effect::SaveDraft(Box::new(draft.clone())));
        }
        if let Some(theirs) = self.drafts.get_mut(&place).and_then(|draft| draft.theirs.take()) {
            effects.extend(self.part(place, theirs));
        }
        if arrived_before || overtaken {
            effects.extend(self.fetch_conversation());
        }
        let name = place.kind.name();
        if error.kind == Reason::Unauthorized {
            effects.extend(self.troubled("", error));
        } else if overtaken {
            // What can be done comes first, where the line has little room: all of it stands at what was written.
            let key = self.keymap.key(Context::Overtaken, Action::SendAnyway);
            self.fail(format!("The {name} is not sent; {key} sends it all the same. {}", error.message));
        } else {
            self.fail(format!("The {name} is not sent, and kept: {reason}"));
        }
        effects
    }
}

/// Whether somebody else has answered since what was written was begun.
pub(super) fn is_overtaken(error: &ApiError) -> bool {
    error.code == "answered_meanwhile"
}

/// Whether the key was used for another text.
pub(super) fn has_arrived_before(error: &ApiError) -> bool {
    matches!(error.kind, Reason::Conflict | Reason::Invalid(_)) && error.code.contains("idempoten")
}

/// Why something written was not taken.
pub(super) fn why(error: &ApiError) -> String {
    if has_arrived_before(error) {
        return "An earlier version of this has arrived; look at the thread before you send again.".into();
    }
    let fields = match &error.kind {
        Reason::Invalid(fields) => fields.as_slice(),
        _ => &[],
    };
    // What was found here has one message, and its fields say the same.
    let fields = fields.iter().filter(|field| field.message != error.message);
    let fields = fields.map(|field| format!(" {}: {}.", field.field, field.message.trim_end_matches('.')));
    format!("{}{}{}", error.message, fields.collect::<String>(), reference(error))
}
