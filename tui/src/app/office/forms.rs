use portico_openapi::{ApiError, Kind};
use uuid::Uuid;

use super::App;
use crate::{
    app::{Overlay, Stage, entering::reference},
    approvals, billing,
    effect::{Call, Effect},
    form::{self, Form},
    input::Input,
    office::{self, Deed, Done, Filled},
    remote::Ticket,
    tables,
};

impl App {
    /// Enter in a line of a form: the next field, or save.
    pub(in crate::app) fn enter_form(&mut self) -> Vec<Effect> {
        match &mut self.form {
            Some(form) if !form.is_at_end() => {
                form.step(1);
                Vec::new()
            }
            _ => self.save_form(),
        }
    }

    /// Asks the server for what the form is for.
    pub(in crate::app) fn save_form(&mut self) -> Vec<Effect> {
        let Some(form) = self.form.as_mut().filter(|form| form.sending.is_none()) else {
            return Vec::new();
        };
        form.clear();
        let key = form.key;
        match office::filled(form, &self.office.filter, self.directory.get(), self.now, self.zone) {
            Ok(Filled::Narrowed(filter)) => {
                self.form = None;
                self.narrow(filter)
            }
            Ok(Filled::Board(narrowing)) => {
                self.form = None;
                self.narrow_board(narrowing)
            }
            // Who is named is looked for while there is a form to correct it in.
            Ok(Filled::Plan(place, plan)) if plan.steps.iter().any(|step| !step.reviewers.is_empty()) => {
                self.ask_from_form(key, Deed::Approvals(approvals::Deed::Plan(place, Box::new(plan))))
            }
            Ok(Filled::Plan(place, plan)) => self.planned(place, plan),
            Ok(Filled::Sent(step)) => self.save_sent(step),
            Ok(Filled::Spot) => self.take_spot(),
            Ok(Filled::Billing(purpose)) => self.save_billing_form(&purpose),
            Ok(Filled::Automation(purpose)) => self.save_automation_form(&purpose),
            Ok(Filled::Triage(purpose)) => self.save_triage_form(purpose),
            Ok(Filled::Attached(path)) => vec![Effect::Measure(path)],
            Ok(Filled::Deed(deed)) => self.ask_from_form(key, deed),
            Err((field, message)) => {
                form.refuse(field, message);
                Vec::new()
            }
        }
    }

    /// Asks the server for the deed of a form, if there is one; what is wrong with it comes back to it.
    pub(in crate::app) fn ask_from_form(&mut self, key: Uuid, deed: Deed) -> Vec<Effect> {
        let is_free = self.doing.is_none();
        let effects = self.ask_for(key, deed);
        if let (true, Some(form), Some((ticket, _))) = (is_free, &mut self.form, &self.doing) {
            form.sending = Some(*ticket);
        }
        effects
    }

    /// Asks the server for a deed, one at a time.
    pub(in crate::app) fn ask_for(&mut self, key: Uuid, deed: Deed) -> Vec<Effect> {
        if self.doing.is_some() {
            return self.say("The change before is still being saved.");
        }
        let ticket = self.ticket();
        self.doing = Some((ticket, deed.clone()));
        vec![Effect::Call(ticket, Call::Do(key, Box::new(deed)))]
    }

    /// Takes what came of a deed. A form that failed stays, with what is wrong at its fields.
    pub(in crate::app) fn done(&mut self, ticket: Ticket, answer: Result<Done, ApiError>) -> Vec<Effect> {
        let Some((_, deed)) = self.doing.take_if(|(waiting, _)| *waiting == ticket) else {
            return Vec::new();
        };
        self.give_back(ticket, |_| answer.is_err());
        let of_form = self.form.as_ref().is_some_and(|form| form.sending == Some(ticket));
        match answer {
            Ok(done) => {
                if of_form {
                    self.form = None;
                }
                let said = deed.said(&done);
                let mut effects = if said.is_empty() { Vec::new() } else { self.say(said) };
                effects.extend(self.shown(&deed, done));
                // Between the parts of a file nothing is looked at again.
                let goes_on = matches!(deed, Deed::Tables(_)) && self.doing.is_some();
                if matches!(self.stage, Stage::Ready) && !goes_on {
                    effects.extend(self.fetch_view());
                    effects.extend(self.fill_pane());
                }
                effects
            }
            Err(error) => {
                if let Some(form) = self.form.as_mut().filter(|_| of_form) {
                    form.failed(&error, &reference(&error), self.new_key);
                }
                if self.import_refused(&deed, &error) {
                    return Vec::new();
                }
                if of_form && error.kind != Kind::Unauthorized {
                    return Vec::new();
                }
                if matches!(deed, Deed::Billing(billing::Deed::Save(_))) {
                    return self.draft_refused(&error);
                }
                if let Deed::Automation(deed) = &deed
                    && self.is_of_document(deed)
                {
                    return self.document_refused(&error);
                }
                let before = match &deed {
                    Deed::Tables(tables::Deed::Import(job)) => job.broken_off("“stays as it is”"),
                    _ => None,
                };
                let mut effects = self.troubled(&before.unwrap_or_else(|| "Not done. ".into()), &error);
                if matches!(deed, Deed::Billing(_) | Deed::Automation(_))
                    && matches!(error.kind, Kind::Stale | Kind::Conflict)
                {
                    // Keys act on what is there now.
                    effects.extend(self.fetch_view());
                    effects.extend(self.fill_pane());
                }
                effects
            }
        }
    }

    /// Asks for what the path that is being typed can become.
    pub(in crate::app) fn complete(&mut self) -> Vec<Effect> {
        let field = self.form.as_mut().and_then(Form::field);
        field.map(|field| Effect::Complete(field.kind.text())).into_iter().collect()
    }

    /// Takes what a path can become: as far as all agree it is typed, and where they part they are told.
    pub(in crate::app) fn completed(&mut self, asked: &str, found: &[String]) -> Vec<Effect> {
        let Some(field) = self.form.as_mut().and_then(Form::field) else {
            return Vec::new();
        };
        if !matches!(field.kind, form::Kind::Path(_)) || field.kind.text() != asked {
            return Vec::new();
        }
        let Some(first) = found.first() else {
            return self.say("Nothing here begins like this.");
        };
        let agreed = found.iter().fold(first.as_str(), |agreed, one| common(agreed, one));
        if agreed.len() > asked.len() {
            field.kind = form::Kind::Path(Input::new(agreed));
            return Vec::new();
        }
        let names: Vec<_> =
            found.iter().map(|path| path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)).collect();
        self.say(names.join("  "))
    }

    /// Leaves a form; what was changed in it is asked about first.
    pub(in crate::app) fn leave_form(&mut self) -> Vec<Effect> {
        match &self.form {
            Some(form) if form.sending.is_some() => self.say("It is being saved."),
            Some(form) if form.is_changed() => {
                self.overlay = Some(Overlay::ConfirmDiscard);
                Vec::new()
            }
            _ => {
                if let Some(form) = self.form.take() {
                    self.close_empty_draft(&form.purpose);
                }
                self.stray()
            }
        }
    }
}

/// What two texts begin with both.
fn common<'a>(one: &'a str, other: &str) -> &'a str {
    let same = one.char_indices().zip(other.chars()).find(|((_, mine), theirs)| mine != theirs);
    match same {
        Some(((at, _), _)) => &one[..at],
        None => &one[..one.len().min(other.len())],
    }
}
