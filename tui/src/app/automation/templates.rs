use portico_openapi::types::{WorkflowStatus, WorkflowTemplate};
use uuid::Uuid;

use super::App;
use crate::{
    action::Action,
    app::{Overlay, Reading},
    automation::{self, Deed, Document, Instance, Order, RollOut, Target, TemplateView, Whole, changes, laid_out},
    effect::Effect,
    office::{self, Subject},
    picker::{Choice, Item, Picker},
};

/// How many names are told before the rest is counted.
const NAMES: usize = 4;

impl App {
    /// The template of the pane.
    fn template_view(&self) -> Option<&TemplateView> {
        match self.automation.opened.data.get().map(Box::as_ref) {
            Some(Whole::Template(view)) if Some(view.template.id) == self.automation.opened.id => Some(view),
            _ => None,
        }
    }

    /// A client's workflow among those that were made of the template of the pane.
    pub(super) fn instance(&self, workflow: Uuid) -> Option<&Instance> {
        self.template_view()?.instances.iter().find(|one| one.workflow == workflow)
    }

    /// Does what a key means to a template.
    pub(super) fn arrange_template(&mut self, action: Action, row: &WorkflowTemplate) -> Vec<Effect> {
        match action {
            Action::Edit => {
                let target = Target::Template(row.id, row.version);
                let begun = laid_out(&row.definition);
                return self.write_document(Document::new(target, row.name.clone(), begun, (self.new_key)()));
            }
            Action::Rename => {
                let fields = automation::named_fields(&row.name, &row.purpose);
                let form = self.order_automation(Order::Rename(row.id, row.version), "The template", fields);
                self.form = Some(form.noting("Workflows that there are keep their names."));
            }
            Action::Give => return self.pick_recipients(),
            Action::Publish => return self.automate(Deed::Compare(row.id)),
            Action::PauseAll => return self.pause_all(),
            Action::Remove => {
                let words = "What was made of it goes on, and is brought up to date by nobody any more.";
                let deed = office::Deed::Automation(Deed::Drop(row.id));
                self.confirm_by_name("Take the template away", words, &row.name, deed);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Offers the clients that have none of it yet.
    fn pick_recipients(&mut self) -> Vec<Effect> {
        let Some(view) = self.template_view() else {
            return self.say("Open the template first: who has it is looked up with it.");
        };
        let has = |client: &Uuid| view.instances.iter().any(|one| one.client.id == *client);
        let clients = self.clients(false).into_iter().filter(|(client, _)| !has(client));
        let items: Vec<_> =
            clients.map(|(client, name)| Item::new(name, "", Choice::Recipient(view.template.id, client))).collect();
        let title = format!("Who gets “{}”", view.template.name);
        if items.is_empty() {
            return self.say("Every client has it.");
        }
        self.pick(Picker::several(title, items).closed())
    }

    /// Asks how the chosen clients are given it.
    pub(in crate::app) fn give_to(&mut self, picker: &Picker) -> Vec<Effect> {
        let chosen = picker.turned().into_iter().filter_map(|index| picker.items.get(index));
        let (mut template, mut clients, mut names) = (None, Vec::new(), Vec::new());
        for item in chosen {
            if let Choice::Recipient(of, client) = item.choice {
                template = Some(of);
                clients.push(client);
                names.push(item.label.as_str());
            }
        }
        let Some(template) = template else {
            return Vec::new();
        };
        let note = match names.as_slice() {
            [one] => format!("For {one}."),
            _ => format!("One each for {}: for all of them or for none.", told(&names)),
        };
        let form = self.order_automation(Order::Give(template, clients), "How they get it", automation::give_fields());
        self.form = Some(form.noting(note));
        Vec::new()
    }

    pub(super) fn pause_instance(&mut self, workflow: Uuid) -> Vec<Effect> {
        match self.instance(workflow).map(|one| one.status) {
            Some(WorkflowStatus::Published) => self.automate(Deed::Pause(workflow)),
            Some(WorkflowStatus::Paused) => self.automate(Deed::Resume(workflow)),
            _ => Vec::new(),
        }
    }

    /// Pauses all that was made of it, or lets it go on; its name is asked for, as many clients are concerned.
    fn pause_all(&mut self) -> Vec<Effect> {
        let Some(view) = self.template_view() else {
            return self.say("Open the template first: who has it is looked up with it.");
        };
        let (pauses, all) = view.pausable();
        if all.is_empty() {
            return self.say("None of its workflows runs, and none is paused.");
        }
        let of = |one: &&Instance| all.contains(&one.workflow);
        let names: Vec<_> = view.instances.iter().filter(of).map(|one| one.client.name.as_str()).collect();
        let (title, words) = match pauses {
            true => ("Pause all of its workflows", "Nothing of them begins, and what waits stays where it is."),
            false => ("Let all of its workflows go on", "What waits goes on, and what starts them starts them again."),
        };
        let (words, name) = (format!("Those of {}. {words}", told(&names)), view.template.name.clone());
        self.confirm_by_name(title, words, &name, office::Deed::Automation(Deed::PauseAll(all, pauses)));
        Vec::new()
    }

    /// Shows what would come of bringing a template's workflows up to date.
    pub(super) fn show_roll(&mut self, roll: RollOut) -> Vec<Effect> {
        if roll.lines.is_empty() {
            let number = roll.template.number;
            let has_any = self.template_view().is_some_and(|view| !view.instances.is_empty());
            return self.say(match has_any {
                true => format!("All of its workflows have version {number} already."),
                false => "Nobody has a workflow of it that is behind. a gives it to clients.".into(),
            });
        }
        let effects = match self.automation.opened.id == Some(roll.template.id) {
            true => Vec::new(),
            false => self.turn_to_whole(roll.template.id),
        };
        self.turned(true);
        self.automation.roll = Some(roll);
        self.in_pane = true;
        effects
    }

    /// Does what a key means while it is looked at what would come of it.
    pub(super) fn arrange_roll(&mut self, action: Action) -> Vec<Effect> {
        let here = match self.row() {
            Some(Subject::Reach(at)) => Some(at),
            _ => None,
        };
        let Some(roll) = &mut self.automation.roll else {
            return Vec::new();
        };
        match (action, here) {
            (Action::Mark, Some(at)) => {
                roll.tick(at);
                self.place += 1;
            }
            (Action::MarkAll, _) => roll.tick_all(),
            (Action::Look, Some(at)) => self.read_reach(at),
            (Action::Keep, _) => return self.confirm_roll(),
            _ => {}
        }
        Vec::new()
    }

    /// Reads what a client's workflow would gain and lose.
    fn read_reach(&mut self, at: usize) {
        let Some(roll) = &self.automation.roll else {
            return;
        };
        let Some(line) = roll.lines.get(at) else {
            return;
        };
        let (name, number) = (&line.instance.client.name, roll.template.number);
        let after = laid_out(&roll.template.definition);
        let text = match &line.before {
            None => "It is left alone, as it is paused or in the archive.".to_owned(),
            Some(before) => match changes(&laid_out(before), &after) {
                same if same.is_empty() => "It says the same already.".to_owned(),
                lines => format!("Against what it does now:\n\n{}", lines.join("\n")),
            },
        };
        let reading = Reading::new(format!("{name} · to version {number}"), text.clone()).copying(text);
        self.overlay = Some(Overlay::Reading(reading));
    }

    fn confirm_roll(&mut self) -> Vec<Effect> {
        let Some(roll) = &self.automation.roll else {
            return Vec::new();
        };
        let ticked = roll.ticked();
        if ticked.is_empty() {
            return self.say("Nobody is ticked.");
        }
        let names: Vec<_> = ticked.iter().map(|one| one.client.name.as_str()).collect();
        let count = |status| ticked.iter().filter(|one| one.status == status).count();
        let (running, drafts) = (count(WorkflowStatus::Published), count(WorkflowStatus::Draft));
        let number = roll.template.number;
        let gets = if ticked.len() == 1 { "gets" } else { "get" };
        let parts = [
            format!("{} {gets} version {number} of the template.", told(&names)),
            match (running, drafts) {
                (0, _) => "Nothing runs on it yet: what is a draft stays one.".into(),
                (_, 0) => "New runs are on it at once.".into(),
                (_, 1) => "New runs are on it at once; 1 draft stays one.".into(),
                _ => format!("New runs are on it at once; {drafts} drafts stay drafts."),
            },
            "Runs that have begun end on the version they began on.".into(),
        ];
        let all = ticked.iter().map(|one| one.workflow).collect();
        let deed = Deed::RollOut(roll.template.id, number, all);
        self.confirm_automation(&format!("Roll version {number} out"), parts.join(" "), deed)
    }
}

/// Names in a sentence: the first of them, and how many more.
fn told(names: &[&str]) -> String {
    match names {
        [] => "nobody".into(),
        [one] => (*one).to_owned(),
        [first @ .., last] if names.len() <= NAMES => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", names[..NAMES - 1].join(", "), names.len() - NAMES + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn many_names_are_counted() {
        assert_eq!(told(&["Acme"]), "Acme");
        assert_eq!(told(&["Acme", "Bluebird", "Harbor", "Pine"]), "Acme, Bluebird, Harbor and Pine");
        assert_eq!(told(&["Acme", "Bluebird", "Harbor", "Pine", "Oak"]), "Acme, Bluebird, Harbor and 2 more");
    }
}
