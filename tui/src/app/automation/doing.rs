//! What is done to one workflow, run, connection, request, provider or form; what reaches far or cannot be taken back is
//! asked about first.

use portico_openapi::types::WorkflowStatus;
use uuid::Uuid;

use super::App;
use crate::{
    action::Action,
    app::{Overlay, Reading},
    automation::{Deed, Part, Row, Whole, changes, counted, laid_out},
    effect::Effect,
    office::{self, Subject},
    screens,
};

impl App {
    pub(super) fn automate(&mut self, deed: Deed) -> Vec<Effect> {
        self.ask_for((self.new_key)(), office::Deed::Automation(deed))
    }

    pub(super) fn confirm_automation(&mut self, title: &str, words: impl Into<String>, deed: Deed) -> Vec<Effect> {
        self.confirm(title, words, office::Deed::Automation(deed));
        Vec::new()
    }

    /// Does what a key means to what has the keys.
    pub(super) fn arrange_one(&mut self, action: Action) -> Vec<Effect> {
        match (action, self.current_row()) {
            (Action::Start, Some(Row::Workflow(row))) => return self.start_run(&row),
            (Action::Pause, Some(Row::Workflow(row))) => {
                let runs = row.status == WorkflowStatus::Published;
                return self.automate(if runs { Deed::Pause(row.id) } else { Deed::Resume(row.id) });
            }
            (Action::Edit, Some(Row::Workflow(_))) => return self.write_definition(),
            (Action::Edit, Some(Row::Form(row))) => return self.write_questions(&row),
            (Action::Edit, Some(Row::Provider(row))) => self.form = Some(self.provider_form(&row)),
            (Action::Edit, Some(Row::Engine(row))) => self.form = Some(self.engine_form(&row)),
            (Action::Import, Some(Row::Engine(_))) => return self.bring(None),
            (action, Some(Row::Template(row))) => return self.arrange_template(action, &row),
            (Action::Rename, Some(Row::Workflow(row))) => self.form = Some(self.workflow_form(&row)),
            (Action::Rename, Some(Row::Form(row))) => self.form = Some(self.title_form(&row)),
            (Action::Publish, Some(Row::Workflow(_))) => return self.publish_version(),
            (Action::AddTrigger, Some(Row::Workflow(_))) => return self.trigger_form(),
            (Action::ShowRuns, Some(Row::Workflow(row))) => {
                self.automation.narrowing.workflow = Some((row.id, row.name.clone()));
                self.automation.narrowing.runs = None;
                self.automation.narrowing.workspace = None;
                return self.show_part(Part::Runs);
            }
            (Action::Archive, Some(Row::Workflow(row))) => {
                let words = "It stays in the archive for good. What of it runs or waits is cancelled.";
                let deed = office::Deed::Automation(Deed::Archive(row.id));
                self.confirm_by_name("Put the workflow into the archive", words, &row.name, deed);
            }
            (Action::Cancel, Some(Row::Run(row))) => {
                let there = match row.engine_can_stop {
                    None => "",
                    Some(true) => " The engine that runs it is told to stop it.",
                    Some(false) => " The engine that runs it cannot be told, and may go on with it.",
                };
                let (workflow, client) = (&row.workflow.name, &row.workspace.name);
                let words = format!("{workflow} for {client} ends here. What it has done stays done.{there}");
                return self.confirm_automation("Cancel the run", words, Deed::Cancel(row.id));
            }
            (Action::Retry, Some(Row::Run(row))) => return self.automate(Deed::Retry(row.id)),
            (Action::Replay, Some(Row::Run(row))) => {
                let words = "Another run begins, with what this one was given, on the version that is published now.";
                return self.confirm_automation("Run it again", words, Deed::Replay(row.id));
            }
            (Action::Check, Some(Row::Connection(row))) => return self.automate(Deed::Check(row.id)),
            (Action::Ask, Some(Row::Connection(row))) => return self.ask_form(&row),
            (Action::Remove, Some(Row::Connection(row))) => {
                let words =
                    "What opens it is deleted, and runs that need it wait. The client would have to connect anew.";
                let deed = office::Deed::Automation(Deed::Disconnect(row.id));
                self.confirm_by_name("Take the connection away", words, &row.name, deed);
            }
            (Action::Remove, Some(Row::Asked(row))) => {
                let words = format!("The link that {} has stops working at once.", row.email);
                return self.confirm_automation("Take the request back", words, Deed::TakeBack(row.id));
            }
            (Action::Remove, Some(Row::Provider(row))) => {
                let words = "It can go only where no connection is made with it.";
                let deed = office::Deed::Automation(Deed::TakeDown(row.id));
                self.confirm_by_name("Take the provider away", words, &row.name, deed);
            }
            (Action::Remove, Some(Row::Engine(row))) => {
                let words = "It can go only when it runs no workflow of yours, in the archive or not.";
                let deed = office::Deed::Automation(Deed::TakeEngineDown(row.id));
                self.confirm_by_name("Take the engine away", words, &row.name, deed);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Publishes the version under the cursor, or else the latest; what changes by it is shown first.
    fn publish_version(&mut self) -> Vec<Effect> {
        let Some(view) = self.workflow_view() else {
            // Its versions are looked up with it.
            return self.open();
        };
        let here = match self.row() {
            Some(Subject::Definition(id)) => view.versions.iter().find(|version| version.id == id),
            _ => view.latest(),
        };
        let Some(version) = here else {
            return self.say("There is nothing to publish yet; e writes what it does.");
        };
        if Some(version.id) == view.workflow.active_version_id {
            let number = version.number;
            return self.say(format!("Version {number} is what new runs run on already."));
        }
        let mut differing = Vec::new();
        let words = match view.active() {
            Some(active) => {
                let (before, after) = (laid_out(&active.definition), laid_out(&version.definition));
                let (come, gone) = counted(&before, &after);
                differing = changes(&before, &after);
                format!(
                    "New runs run on version {} in place of {}: {} new, {} gone. Runs that have begun end on the version \
                     they began on.",
                    version.number,
                    active.number,
                    lines(come),
                    lines(gone)
                )
            }
            None => format!("New runs run on version {}. Its triggers start it from now on.", version.number),
        };
        let deed = Deed::Publish {
            workflow: view.workflow.id,
            seen: view.workflow.version,
            version: version.id,
            number: version.number,
        };
        let title = format!("Publish version {}", version.number);
        let effects = self.confirm_automation(&title, words, deed);
        if let Some(Overlay::Confirm(asked)) = &mut self.overlay {
            asked.changes = differing;
        }
        effects
    }

    pub(super) fn untrigger(&mut self, id: Uuid) {
        if let Some(view) = self.workflow_view()
            && let Some(trigger) = view.triggers.iter().find(|trigger| trigger.id == id)
        {
            let words = match &trigger.kind {
                portico_openapi::types::TriggerKind::Webhook => "Its secret address stops working for good.",
                _ => "It starts nothing any more. What it has started goes on.",
            };
            let deed = office::Deed::Automation(Deed::Untrigger(view.workflow.id, id));
            self.confirm("Take the trigger away", words, deed);
        }
    }

    /// Reads what a version changes against the one that is published, and then all of it.
    pub(super) fn read_version(&mut self, id: Uuid) {
        let Some(view) = self.workflow_view() else {
            return;
        };
        let Some(version) = view.versions.iter().find(|version| version.id == id) else {
            return;
        };
        let text = laid_out(&version.definition);
        let before = view.versions.iter().find(|one| one.number < version.number);
        let against = view.active().filter(|active| active.number != version.number).or(before);
        let mut parts = Vec::new();
        if let Some(against) = against {
            let lines = changes(&laid_out(&against.definition), &text);
            let head = format!("Against version {}:", against.number);
            let lines = if lines.is_empty() { "  nothing is other than there".into() } else { lines.join("\n") };
            parts.push(format!("{head}\n\n{lines}"));
        }
        parts.push(format!("All of it:\n\n{text}"));
        let title = format!("{} · version {}", view.workflow.name, version.number);
        let reading = Reading::new(title, parts.join("\n\n")).copying(text);
        self.overlay = Some(Overlay::Reading(reading));
    }

    /// Reads all that is kept of a step.
    pub(super) fn read_step(&mut self, id: Uuid) {
        let Some(Whole::Run(detail)) = self.automation.opened.data.get().map(Box::as_ref) else {
            return;
        };
        if let Some(step) = detail.steps.iter().find(|step| step.id == id) {
            let text = screens::automation::step_text(self, step);
            let title = format!("{} · {}", step.step, step.kind);
            self.overlay = Some(Overlay::Reading(Reading::new(title, text.clone()).copying(text)));
        }
    }

    pub(super) fn fetch_submission(&mut self, id: Uuid) -> Vec<Effect> {
        self.automate(Deed::Read(id))
    }
}

fn lines(count: usize) -> String {
    if count == 1 { "1 line".into() } else { format!("{count} lines") }
}
