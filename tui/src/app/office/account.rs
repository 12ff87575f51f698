use portico_openapi::types::Session;
use uuid::Uuid;

use super::App;
use crate::{
    app::{Overlay, Reading},
    effect::Effect,
    form::{Field, Form},
    office::{
        Deed, Hidden, Purpose, Subject,
        account::{self, Account, preference_fields, profile_fields},
        factor::Step,
    },
};

impl App {
    /// The form behind a row of the account.
    pub(super) fn account_form(&self, row: &Subject) -> Option<Form> {
        let Account { me, preferences, .. } = self.office.account.get()?;
        let form = |purpose, title, fields| Some(Form::new(Purpose::Account(purpose), title, (self.new_key)(), fields));
        match row {
            Subject::Profile => {
                let purpose = account::Purpose::Change(me.staff.version);
                form(purpose, "You", profile_fields(me))
            }
            Subject::Password => {
                let fields = vec![
                    Field::secret("current", "The one of now"),
                    Field::secret("new", "The new one").helped("15 characters or more"),
                    Field::secret("again", "The same again"),
                ];
                form(account::Purpose::Password, "Another password", fields)
            }
            Subject::Factor => Some(self.factor_form(if me.second_factor { Step::Disable } else { Step::Begin })),
            Subject::Codes => Some(self.factor_form(Step::Renew)),
            Subject::Preferences => {
                let zone = format!("Hours are meant in {}. Here, everything is told at once.", preferences.time_zone);
                Some(form(account::Purpose::Prefer, "What comes by mail", preference_fields(preferences))?.noting(zone))
            }
            _ => None,
        }
    }

    pub(super) fn token_form(&self) -> Form {
        let fields = vec![
            Field::text("name", "What it is for", ""),
            Field::text("scopes", "It may", "read").helped("read, write, requests:read …"),
            Field::text("expires_at", "It works for", "90d").helped("30d, 12w, 2026-12-31; a year at most"),
        ];
        let form = Form::new(Purpose::Account(account::Purpose::NewToken), "An API token", (self.new_key)(), fields);
        form.noting("For a program that works in your name. It is shown once.")
    }

    /// Shows a token, which nobody sees again.
    pub(super) fn show_token(&mut self, Hidden(token): Hidden) {
        let text = format!("Give it to the program now: it is not shown again.\n\n{token}");
        self.overlay = Some(Overlay::Reading(Reading::new("The API token", text).copying(token).once()));
    }

    fn session(&self, id: Uuid) -> Option<&Session> {
        self.office.account.get()?.sessions.iter().find(|session| session.id == id)
    }

    pub(super) fn end_session(&mut self, id: Uuid) -> Vec<Effect> {
        match self.session(id) {
            Some(session) if session.current => self.say("You are here. “sign out” in the palette ends this one."),
            Some(session) => {
                let words = format!("{} is signed out at once.", session.device);
                self.confirm("Sign out there", words, Deed::Account(account::Deed::End(id)));
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    pub(super) fn end_others(&mut self) {
        let words = "Every sign-in of yours but this one ends at once. API tokens stay.";
        self.confirm("Sign out everywhere else", words, Deed::Account(account::Deed::EndOthers));
    }

    pub(super) fn revoke_token(&mut self, id: Uuid) {
        let tokens = self.office.account.get().map(|account| account.tokens.as_slice()).unwrap_or_default();
        if let Some(token) = tokens.iter().find(|token| token.id == id) {
            let words = format!("“{}” stops working at once.", token.name);
            self.confirm("Take the token back", words, Deed::Account(account::Deed::Revoke(id)));
        }
    }

    /// Who one is may have changed, and with it what there is to see; the section stays.
    pub(super) fn take_me(&mut self) {
        let section = self.section();
        if let (Some(account), Some(me)) = (self.office.account.get(), &mut self.me) {
            *me = account.me.clone();
        }
        let place = section.and_then(|section| self.sections().iter().position(|one| *one == section));
        self.office.cursor.to(place.unwrap_or(self.office.cursor.index));
    }
}
