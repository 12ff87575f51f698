use portico_openapi::types::{BulkChange, BulkState};
use uuid::Uuid;

use super::App;
use crate::{
    app::Overlay,
    effect::Effect,
    form::Form,
    office,
    triage::{Purpose, Undo, Which, bulk, bulk_fields, is_whole, summary},
};

impl App {
    /// Asks what is to become of all marked rows; without marks, of all that the view asks for.
    pub(super) fn bulk_form(&mut self) -> Vec<Effect> {
        let marked: Vec<_> = self.inbox.rows().iter().filter(|row| self.inbox.marked.contains(&row.id)).collect();
        let all = self.inbox.rows().iter().collect();
        let (rows, which, note) = match marked.is_empty() {
            true => {
                let filter = self.whole_filter();
                let asked = if filter.is_empty() { "is:open".to_owned() } else { filter.clone() };
                let note = format!("All that “{asked}” asks for, also what is not fetched yet; 200 at most.");
                (all, Which::Like(filter), note)
            }
            false => {
                let ids = marked.iter().map(|row| row.id).collect();
                (marked, Which::Marked(ids), String::new())
            }
        };
        if rows.is_empty() {
            return self.say("There is no request here.");
        }
        let client = rows[0].workspace.id;
        let one_client = matches!(which, Which::Marked(_)) && rows.iter().all(|row| row.workspace.id == client);
        let known = self.directory.get();
        let staff = known.map(|all| all.staff.iter().map(|one| (one.id, one.name.clone())).collect());
        let projects = known.filter(|_| one_client).map(|all| {
            let theirs = all.projects.iter().filter(|project| project.workspace.id == client);
            theirs.map(|project| (project.id, project.name.clone())).collect::<Vec<(Uuid, String)>>()
        });
        let fields = bulk_fields(staff.unwrap_or_default(), projects.unwrap_or_default());
        let purpose = Purpose::Bulk(which);
        let title = purpose.title();
        let note = format!("{note} What would come of it is shown first.");
        let form = Form::new(office::Purpose::Triage(purpose), title, (self.new_key)(), fields);
        self.form = Some(form.noting(note.trim()));
        Vec::new()
    }

    /// Shows what a change of many would do and asks, or tells what it did.
    pub(in crate::app) fn took_bulk(&mut self, change: &BulkChange) -> Vec<Effect> {
        let plan = bulk(change);
        let said = summary(change);
        match change.state {
            BulkState::Previewed => {
                self.overlay = Some(Overlay::Plan(Box::new(plan)));
                return Vec::new();
            }
            BulkState::Applied => self.triage.undo = Some(Undo::Bulk(change.id)),
            BulkState::Undone => self.triage.undo = None,
        }
        let counts = self.fetch_counts();
        let mut effects = match is_whole(change) {
            true => self.say_undoable(said.trim_end_matches('.')),
            false => {
                self.overlay = Some(Overlay::Plan(Box::new(plan)));
                self.say_undoable("Not all of it went as planned")
            }
        };
        effects.push(counts);
        // At once, and not when an event comes to it: what is shown as done is seen to be.
        effects.extend(self.fetch_requests());
        effects
    }
}
