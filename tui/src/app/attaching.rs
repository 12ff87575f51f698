use portico_openapi::{ApiError, Parcel, types::Upload};

use super::{App, entering::reference};
use crate::{
    action::Action,
    approvals::{Purpose, size},
    draft::{Attached, Place},
    effect::Effect,
    form::{Field, Form},
    keymap::Context,
    office,
    picker::{Choice, Item, Picker},
    remote::Ticket,
};

impl App {
    /// Asks which file goes with what is written.
    pub(super) fn attach(&mut self) -> Vec<Effect> {
        if self.draft().is_none_or(|draft| draft.sending.is_some()) {
            return Vec::new();
        }
        let path = Field::path("path", "File", "").helped("tab completes");
        let purpose = office::Purpose::Approvals(Purpose::Attach);
        self.form = Some(Form::new(purpose, "Attach a file", (self.new_key)(), vec![path]));
        Vec::new()
    }

    /// Takes a file that can be read, and begins to send it; what cannot be read is told at the field.
    pub(super) fn measured(&mut self, asked: &str, found: Result<(String, u64), String>) -> Vec<Effect> {
        let attach = office::Purpose::Approvals(Purpose::Attach);
        if self.form.as_ref().is_none_or(|form| form.purpose != attach || form.text("path").trim() != asked) {
            return Vec::new();
        }
        let (path, size) = match found {
            Ok(found) => found,
            Err(reason) => {
                if let Some(form) = &mut self.form {
                    form.refuse("path", &reason);
                }
                return Vec::new();
            }
        };
        self.form = None;
        let Some(place) = self.composer.as_ref().map(|composer| composer.place) else {
            return Vec::new();
        };
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let key = (self.new_key)();
        let file = Attached { path, name, size, key, upload: None, sent: 0, sending: None, failure: None };
        if let Some(draft) = self.drafts.get_mut(&place) {
            draft.files.push(file);
            draft.failure = None;
        }
        let mut effects = self.send_files(place);
        effects.extend(self.save_draft());
        effects
    }

    /// Sends what is not there yet of a draft's files, each under its own key.
    pub(super) fn send_files(&mut self, place: Place) -> Vec<Effect> {
        let Some(draft) = self.drafts.get_mut(&place) else {
            return Vec::new();
        };
        let mut tickets = self.tickets;
        let mut effects = Vec::new();
        for file in draft.files.iter_mut().filter(|file| file.upload.is_none() && file.sending.is_none()) {
            tickets += 1;
            let ticket = Ticket(tickets);
            (file.sending, file.sent, file.failure) = (Some(ticket), 0, None);
            let parcel = Parcel { path: file.path.clone().into(), name: file.name.clone(), key: file.key };
            effects.push(Effect::Upload(ticket, parcel));
        }
        self.tickets = tickets;
        effects
    }

    /// Notes how much of a file has gone.
    pub(super) fn moved(&mut self, ticket: Ticket, sent: u64) {
        if let Some(file) = self.file_on_its_way(ticket) {
            file.sent = sent;
        }
    }

    fn file_on_its_way(&mut self, ticket: Ticket) -> Option<&mut Attached> {
        self.drafts.values_mut().flat_map(|draft| &mut draft.files).find(|file| file.sending == Some(ticket))
    }

    /// Takes what came of sending a file. When it was the last of what waits to be sent, that goes.
    pub(super) fn uploaded(&mut self, ticket: Ticket, answer: Result<Box<Upload>, ApiError>) -> Vec<Effect> {
        let has = |file: &Attached| file.sending == Some(ticket);
        let Some(place) = self.drafts.values().find(|draft| draft.files.iter().any(has)).map(|draft| draft.place)
        else {
            return Vec::new();
        };
        let new_key = self.new_key;
        let Some(file) = self.file_on_its_way(ticket) else {
            return Vec::new();
        };
        file.sending = None;
        match answer {
            Ok(upload) => {
                (file.upload, file.sent) = (Some(upload.id), file.size);
                let mut effects = self.draft_saved(place);
                let ready = self
                    .drafts
                    .get(&place)
                    .is_some_and(|draft| draft.waiting && draft.files.iter().all(|file| file.upload.is_some()));
                if ready {
                    effects.extend(self.send_draft(place));
                }
                effects
            }
            Err(error) => {
                let name = file.name.clone();
                file.failure = Some(error.message.clone());
                // A refusal is remembered under the key, so the next attempt needs another.
                if !error.is_passing() {
                    file.key = new_key();
                }
                let kept = self.drafts.get_mut(&place).map(|draft| {
                    draft.waiting = false;
                    draft.files.iter().filter(|file| file.upload.is_some()).count()
                });
                let kept = match kept.unwrap_or(0) {
                    0 => "What you wrote is kept".to_owned(),
                    1 => "What you wrote and one file are kept".to_owned(),
                    many => format!("What you wrote and {many} files are kept"),
                };
                if error.kind == portico_openapi::Kind::Unauthorized {
                    return self.troubled("", &error);
                }
                let message = error.message.trim_end_matches('.');
                let again = self.keymap.key(Context::Reply, Action::Send);
                self.fail(format!(
                    "{name} did not arrive: {message}. {kept}; {again} tries again.{}",
                    reference(&error)
                ));
                self.draft_saved(place)
            }
        }
    }

    fn draft_saved(&self, place: Place) -> Vec<Effect> {
        self.drafts.get(&place).cloned().map(Box::new).map(Effect::SaveDraft).into_iter().collect()
    }

    /// Takes the file off that was attached, or asks which.
    pub(super) fn detach(&mut self) -> Vec<Effect> {
        let files = self.draft().map(|draft| draft.files.as_slice()).unwrap_or_default();
        match files {
            [] => self.say("There is no file here."),
            [_] => self.take_off(0),
            many => {
                let item =
                    |(index, file): (usize, &Attached)| Item::new(&file.name, size(file.size), Choice::Detach(index));
                let items = many.iter().enumerate().map(item).collect();
                self.pick(Picker::one("Take a file off", items))
            }
        }
    }

    /// Takes a file off; one that is on its way stops.
    pub(super) fn take_off(&mut self, index: usize) -> Vec<Effect> {
        let Some(place) = self.composer.as_ref().map(|composer| composer.place) else {
            return Vec::new();
        };
        let Some(draft) = self.drafts.get_mut(&place).filter(|draft| index < draft.files.len()) else {
            return Vec::new();
        };
        let file = draft.files.remove(index);
        draft.waiting &= !draft.files.is_empty();
        let mut effects = self.say(format!("{} does not go with it.", file.name));
        effects.extend(file.sending.map(Effect::Abandon));
        effects.extend(self.draft_saved(place));
        effects
    }

    /// Stops what is on its way for a draft that is thrown away.
    pub(super) fn abandon(&mut self, place: Place) -> Vec<Effect> {
        let files = self.drafts.get(&place).map(|draft| draft.files.as_slice()).unwrap_or_default();
        files.iter().filter_map(|file| file.sending).map(Effect::Abandon).collect()
    }
}
