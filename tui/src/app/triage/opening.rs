use portico_openapi::{ApiError, types::Request};
use uuid::Uuid;

use super::App;
use crate::{
    effect::{Call, Effect},
    form::Form,
    office,
    picker::{Choice, Item, Picker},
    remote::Ticket,
    triage::{Ground, Purpose, opening_fields},
};

impl App {
    /// Offers the clients for whom a request can be opened, with the cursor on the one that is looked at.
    pub(super) fn pick_client(&mut self) -> Vec<Effect> {
        let Some(known) = self.directory.get() else {
            return self.say("The clients are not known yet.");
        };
        let here = self.subject().map(|row| row.workspace.id);
        let item = |id: Uuid, name: &str| Item::new(name, "", Choice::OpenFor(id)).held(here == Some(id));
        let items: Vec<_> = known.workspaces.iter().map(|one| item(one.id, &one.name)).collect();
        if items.is_empty() {
            return self.say("There are no clients yet.");
        }
        self.pick(Picker::one("Open a request for", items))
    }

    /// Asks whom of the client it can be for, and about what.
    pub(in crate::app) fn ask_ground(&mut self, id: Uuid) -> Vec<Effect> {
        let known = self.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
        let Some(name) = known.iter().find(|one| one.id == id).map(|one| one.name.clone()) else {
            return self.say("This client is not there any more.");
        };
        let ticket = self.ticket();
        self.triage.opening = Some(ticket);
        vec![Effect::Call(ticket, Call::Ground(id, name))]
    }

    /// Asks what the request says, unless something else has begun meanwhile.
    pub(in crate::app) fn took_ground(&mut self, ticket: Ticket, answer: Result<Box<Ground>, ApiError>) -> Vec<Effect> {
        let awaited = self.triage.opening.take_if(|waiting| *waiting == ticket).is_some();
        if !awaited || self.overlay.is_some() || self.form.is_some() || self.composer.is_some() {
            return Vec::new();
        }
        let ground = match answer {
            Ok(ground) => ground,
            Err(error) => return self.unanswered("No request is opened.", &error),
        };
        let note = "Whoever it is for is told at once, and may answer. Both names are shown: yours, and theirs.";
        let fields = opening_fields(&ground);
        let purpose = Purpose::Open(ground);
        let title = purpose.title();
        let form = Form::new(office::Purpose::Triage(purpose), title, (self.new_key)(), fields);
        self.form = Some(form.noting(note));
        Vec::new()
    }

    /// Shows what was opened.
    pub(in crate::app) fn took_opened(&mut self, new: &Request) -> Vec<Effect> {
        let mut effects = self.say(format!("#{} is opened for {}.", new.number, new.author.name));
        effects.push(self.fetch_counts());
        effects.extend(self.visit_request(new.id));
        effects
    }
}
