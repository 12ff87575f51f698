use portico_openapi::{ApiError, Kind};
use uuid::Uuid;

use super::{App, Overlay, entering::reference};
use crate::{
    effect::{Call, Effect},
    office::{self, Deed, Done},
    remote::Ticket,
};

impl App {
    /// Enter in a line of a form: the next field, or save.
    pub(super) fn enter_form(&mut self) -> Vec<Effect> {
        match &mut self.form {
            Some(form) if !form.is_at_end() => {
                form.step(1);
                Vec::new()
            }
            _ => self.save_form(),
        }
    }

    /// Asks the server for what the form is for.
    pub(super) fn save_form(&mut self) -> Vec<Effect> {
        let Some(form) = self.form.as_mut().filter(|form| form.sending.is_none()) else {
            return Vec::new();
        };
        form.clear();
        let key = form.key;
        match office::deed(form) {
            Ok(deed) => {
                let effects = self.ask_for(key, deed);
                if let (Some(form), Some((ticket, _))) = (&mut self.form, &self.doing) {
                    form.sending = Some(*ticket);
                }
                effects
            }
            Err((field, message)) => {
                form.refuse(field, message);
                Vec::new()
            }
        }
    }

    /// Asks the server for a deed, one at a time.
    pub(super) fn ask_for(&mut self, key: Uuid, deed: Deed) -> Vec<Effect> {
        if self.doing.is_some() {
            return self.say("The change before is still being saved.");
        }
        let ticket = self.ticket();
        self.doing = Some((ticket, deed.clone()));
        vec![Effect::Call(ticket, Call::Do(key, Box::new(deed)))]
    }

    /// Takes what came of a deed. A form that failed stays, with what is wrong at its fields.
    pub(super) fn done(&mut self, ticket: Ticket, answer: Result<Done, ApiError>) -> Vec<Effect> {
        let Some((_, deed)) = self.doing.take_if(|(waiting, _)| *waiting == ticket) else {
            return Vec::new();
        };
        let of_form = self.form.as_ref().is_some_and(|form| form.sending == Some(ticket));
        match answer {
            Ok(Done::So) => {
                if of_form {
                    self.form = None;
                }
                let mut effects = self.say(deed.said());
                effects.extend(self.fetch_view());
                effects.extend(self.fill_pane());
                effects
            }
            Err(error) => {
                if let Some(form) = self.form.as_mut().filter(|_| of_form) {
                    form.failed(&error, &reference(&error), self.new_key);
                }
                if of_form && error.kind != Kind::Unauthorized {
                    return Vec::new();
                }
                self.troubled("Not done. ", &error)
            }
        }
    }

    /// Leaves a form; what was changed in it is asked about first.
    pub(super) fn leave_form(&mut self) -> Vec<Effect> {
        match &self.form {
            Some(form) if form.sending.is_some() => self.say("It is being saved."),
            Some(form) if form.is_changed() => {
                self.overlay = Some(Overlay::ConfirmDiscard);
                Vec::new()
            }
            _ => {
                self.form = None;
                Vec::new()
            }
        }
    }
}
