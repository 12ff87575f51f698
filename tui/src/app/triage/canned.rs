use portico_openapi::{ApiError, types::CannedReply};
use uuid::Uuid;

use super::App;
use crate::{
    app::Overlay,
    draft::Kind,
    effect::{Call, Effect},
    picker::{Choice, Item, Picker},
    remote::Ticket,
};

impl App {
    /// Offers the answers that are ready, for the reply that is written or is to be.
    pub(super) fn offer_canned(&mut self) -> Vec<Effect> {
        let mut effects = match &self.composer {
            Some(composer) if composer.place.kind == Kind::Reply => Vec::new(),
            Some(_) => return Vec::new(),
            None => self.write(Kind::Reply),
        };
        let Some(place) = self.composer.as_ref().map(|composer| composer.place) else {
            return effects;
        };
        if self.triage.canned.place != Some(place) {
            self.triage.canned.filled.clear();
        }
        self.triage.canned.place = Some(place);
        self.triage.canned.chosen = None;
        let ticket = self.ticket();
        self.triage.canned.all.ask(ticket);
        effects.push(Effect::Call(ticket, Call::Canned));
        effects
    }

    /// Takes the answers that are ready, and offers them where one can still be put in.
    pub(in crate::app) fn took_canned(
        &mut self,
        ticket: Ticket,
        answer: Result<Vec<CannedReply>, ApiError>,
    ) -> Vec<Effect> {
        let failure = answer.as_ref().err().cloned();
        if !self.triage.canned.all.answer(ticket, answer) {
            return Vec::new();
        }
        if let Some(error) = failure {
            return self.troubled("", &error);
        }
        let here = self.composer.as_ref().map(|composer| composer.place);
        if here.is_none() || here != self.triage.canned.place || self.overlay.is_some() {
            return Vec::new();
        }
        let all = self.triage.canned.all.get().map(Vec::as_slice).unwrap_or_default();
        let items: Vec<_> = all.iter().map(|one| Item::new(&one.name, "", Choice::Canned(one.id))).collect();
        if items.is_empty() {
            return self.say("No answers are ready yet; they are written under “Canned replies” in 9.");
        }
        self.overlay = Some(Overlay::Picker(Box::new(Picker::one("Canned replies", items).previewing()), Vec::new()));
        self.preview_canned()
    }

    /// Has the answer under the cursor filled, so that it is seen as it would be given.
    pub(in crate::app) fn preview_canned(&mut self) -> Vec<Effect> {
        let Some(Overlay::Picker(picker, _)) = &self.overlay else {
            return Vec::new();
        };
        let item = picker.current().and_then(|index| picker.items.get(index));
        match item.map(|item| &item.choice) {
            Some(Choice::Canned(id)) => self.fill(*id),
            _ => Vec::new(),
        }
    }

    fn fill(&mut self, id: Uuid) -> Vec<Effect> {
        let canned = &self.triage.canned;
        let known = canned.text(id).is_some() || canned.filling.is_some_and(|(_, one)| one == id);
        let Some(place) = canned.place.filter(|_| !known) else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.triage.canned.filling = Some((ticket, id));
        vec![Effect::Call(ticket, Call::Fill(place.subject, id))]
    }

    /// Takes an answer as it would be given.
    pub(in crate::app) fn took_filled(&mut self, ticket: Ticket, answer: Result<String, ApiError>) -> Vec<Effect> {
        let canned = &mut self.triage.canned;
        let Some((_, id)) = canned.filling.take_if(|(waiting, _)| *waiting == ticket) else {
            return Vec::new();
        };
        match answer {
            Ok(text) => {
                canned.filled.push((id, text));
                if canned.chosen == Some(id) { self.put_in(id) } else { Vec::new() }
            }
            Err(error) => {
                canned.chosen = None;
                self.troubled("The canned reply is not put in. ", &error)
            }
        }
    }

    /// Puts an answer into the reply, at its cursor; as soon as it is filled.
    pub(in crate::app) fn put_in(&mut self, id: Uuid) -> Vec<Effect> {
        let here = self.composer.as_ref().map(|composer| composer.place);
        if here.is_none() || here != self.triage.canned.place {
            return Vec::new();
        }
        match self.triage.canned.text(id).map(str::to_owned) {
            Some(text) => {
                self.triage.canned.chosen = None;
                self.paste_draft(&text)
            }
            None => {
                self.triage.canned.chosen = Some(id);
                self.fill(id)
            }
        }
    }
}
