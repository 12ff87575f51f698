use portico_openapi::types::AuditEntry;
use uuid::Uuid;

use super::App;
use crate::{
    app::{Overlay, Reading, Scroll},
    effect::{Call, Effect},
    form::{Field, Form, Pick},
    office::{Look, Purpose, audit::Filter},
    screens::office::audit,
};

/// Rows before the end at which the next page is fetched.
const AHEAD: usize = 20;

impl App {
    fn entry(&self, id: Uuid) -> Option<&AuditEntry> {
        self.office.trail.get()?.items.iter().find(|entry| entry.id == id)
    }

    /// Shows all that is known of an entry.
    pub(super) fn read_entry(&mut self, id: Uuid) {
        if let Some(entry) = self.entry(id) {
            let title = format!("Entry {}", entry.number);
            let clients = self.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
            let client = clients.iter().find(|client| Some(client.id) == entry.workspace_id);
            let text = audit::told(entry, client.map(|client| client.name.as_str()), self.zone);
            self.overlay = Some(Overlay::Reading(Reading::new(title, text.clone()).copying(text)));
        }
    }

    /// Looks only at what was done to the same thing, or at everything again.
    pub(super) fn narrow_to_target(&mut self, id: Uuid) -> Vec<Effect> {
        let target = self.entry(id).and_then(|entry| Some((entry.target_id?, entry.target_name.clone())));
        let target = target.filter(|_| self.office.filter.target.is_none());
        if target.is_none() && self.office.filter.target.is_none() {
            return self.say("This was done to nothing that has a name of its own.");
        }
        self.narrow(Filter { target, ..self.office.filter.clone() })
    }

    /// Looks at other entries.
    pub(in crate::app) fn narrow(&mut self, filter: Filter) -> Vec<Effect> {
        self.office.filter = filter;
        self.office.trail = Default::default();
        self.place = 0;
        self.scroll = Scroll::default();
        self.look()
    }

    pub(super) fn narrow_form(&self) -> Form {
        let filter = &self.office.filter;
        let mut people = vec![Pick::new("", "anyone")];
        let staff = self.directory.get().map(|all| all.staff.as_slice()).unwrap_or_default();
        people.extend(staff.iter().map(|person| Pick::new(person.id.to_string(), &person.name)));
        if let Some(id) = filter.actor.filter(|id| staff.iter().all(|person| person.id != *id)) {
            people.push(Pick::new(id.to_string(), "someone else"));
        }
        let actor = filter.actor.map(|id| id.to_string()).unwrap_or_default();
        let since = filter.since.map(|at| at.with_timezone(&self.zone).format("%Y-%m-%d").to_string());
        let mut fields = vec![
            Field::choice("actor", "Who", people, &actor),
            Field::text("action", "What begins with", filter.action.as_deref().unwrap_or_default())
                .helped("member, member.permitted …"),
            Field::text("since", "Since", since.as_deref().unwrap_or_default()).helped("2026-03-04, 12h, 7d, 4w"),
        ];
        if filter.target.is_some() {
            fields.push(Field::switch("target", "Only of this one thing", true));
        }
        Form::new(Purpose::Narrow, "Look only at", (self.new_key)(), fields)
    }

    pub(super) fn export_form(&self) -> Form {
        let day = self.now.with_timezone(&self.zone).format("%Y-%m-%d");
        let path = format!("~/audit-{day}.jsonl");
        let which = match &self.office.filter {
            Filter { target: Some(_), .. } => "The entries you look at, and those about other things",
            filter if filter.narrows() => "The entries you look at",
            _ => "All entries",
        };
        let note = format!("{which}, as JSON, one a line. That it was taken is recorded.");
        let fields = vec![Field::path("path", "File", &path).helped("tab completes")];
        Form::new(Purpose::Export, "Export the audit trail", (self.new_key)(), fields).noting(note)
    }

    /// Fetches more of the trail when the cursor comes near the end of what is there.
    pub(in crate::app) fn fetch_more_entries(&mut self) -> Vec<Effect> {
        let Some(next) = self.office.trail.get().filter(|trail| self.place + AHEAD >= trail.items.len()) else {
            return Vec::new();
        };
        let (Some(cursor), false) = (next.next.clone(), self.office.trail.is_asked()) else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.office.trail.ask(ticket);
        let look = Look::Trail(self.office.filter.clone(), Some(cursor));
        vec![Effect::Call(ticket, Call::Look(Box::new(look)))]
    }
}
