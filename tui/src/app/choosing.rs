use std::collections::BTreeSet;

use portico_openapi::types::{self, Priority, RequestClear, RequestSort};

use super::{
    App, Overlay,
    changing::{nothing, target},
};
use crate::{
    action::Action,
    automation::Part,
    billing::number,
    effect::{Effect, Target},
    picker::{Choice, Item, Picker, Reach},
    screens::inbox::shape,
    text, triage,
};

/// The longest list of requests that is offered to jump to.
const NEAR: usize = 500;

impl App {
    pub(super) fn pick(&mut self, picker: Picker) -> Vec<Effect> {
        let targets = self.targets().into_iter().map(target).collect();
        self.overlay = Some(Overlay::Picker(Box::new(picker), targets));
        Vec::new()
    }

    /// A picker about requests, if there are any to be about.
    fn pick_for(&mut self, verb: &str, items: impl Fn(&Self, &[&types::Request]) -> Vec<Item>) -> Vec<Effect> {
        let targets = self.targets();
        let title = match targets.as_slice() {
            [] => return self.say("There is no request here."),
            [one] => format!("{verb} #{}", one.number),
            many => format!("{verb} {} marked requests", many.len()),
        };
        let items = items(self, &targets);
        self.pick(Picker::one(title, items))
    }

    pub(super) fn pick_person(&mut self) -> Vec<Effect> {
        self.pick_for("Assign", |app, targets| {
            let now = shared(targets, |row| row.assignee.as_ref().map(|person| person.id));
            let me = app.me.as_ref().map(|me| me.staff.id);
            let mut items: Vec<_> = app
                .directory
                .get()
                .map(|all| all.staff.as_slice())
                .unwrap_or_default()
                .iter()
                .map(|person| {
                    let you = if Some(person.id) == me { "you · " } else { "" };
                    let detail = format!("{you}{}", text::address(&person.email));
                    Item::new(&person.name, detail, Choice::Person(Some(person.id))).held(now == Some(Some(person.id)))
                })
                .collect();
            items.push(Item::new("Nobody", "", Choice::Person(None)).held(now == Some(None)));
            items
        })
    }

    pub(super) fn pick_priority(&mut self) -> Vec<Effect> {
        self.pick_for("Priority of", |_, targets| {
            let now = shared(targets, |row| row.priority);
            [Priority::Urgent, Priority::High, Priority::Normal, Priority::Low]
                .into_iter()
                .map(|priority| {
                    Item::new(priority.to_string(), shape(priority), Choice::Priority(priority))
                        .held(now == Some(priority))
                })
                .collect()
        })
    }

    /// Offers the projects of the one client that all targets are of.
    pub(super) fn pick_project(&mut self) -> Vec<Effect> {
        let targets = self.targets();
        if targets.len() > 1 && shared(&targets, |row| row.workspace.id).is_none() {
            return self.say("The marked requests are of several clients and can share no project.");
        }
        self.pick_for("Project of", |app, targets| {
            let now = shared(targets, |row| row.project.as_ref().map(|project| project.id));
            let client = targets.first().map(|row| row.workspace.id);
            let mut items: Vec<_> = app
                .directory
                .get()
                .map(|all| all.projects.as_slice())
                .unwrap_or_default()
                .iter()
                .filter(|project| Some(project.workspace.id) == client)
                .map(|project| {
                    let choice = Choice::Project(Some(project.id));
                    Item::new(&project.name, project.status.to_string(), choice).held(now == Some(Some(project.id)))
                })
                .collect();
            items.push(Item::new("No project", "", Choice::Project(None)).held(now == Some(None)));
            items
        })
    }

    /// Offers the tags in use; what is typed can become a new one.
    pub(super) fn pick_tags(&mut self) -> Vec<Effect> {
        let targets = self.targets();
        let title = match targets.as_slice() {
            [] => return self.say("There is no request here."),
            [one] => format!("Tags of #{}", one.number),
            many => format!("Tags of {} marked requests", many.len()),
        };
        let used = self.inbox.rows().iter().chain(targets.iter().copied());
        let names: BTreeSet<&String> = used.flat_map(|row| &row.tags).collect();
        let items = names
            .into_iter()
            .map(|tag| {
                Item::new(tag, "", Choice::Tag(tag.clone())).held(targets.iter().all(|row| row.tags.contains(tag)))
            })
            .collect();
        self.pick(Picker::several(title, items))
    }

    /// Shows the list in another order, from its beginning.
    pub(super) fn sort_by(&mut self, sort: RequestSort) -> Vec<Effect> {
        self.inbox.sort_by(sort);
        self.fetch_requests()
    }

    pub(super) fn pick_sort(&mut self) -> Vec<Effect> {
        let now = self.list_order();
        let item = |sort: RequestSort| {
            let item = Item::new(triage::sort_words(sort), triage::sorted_column(sort).1, Choice::Sort(sort));
            item.held(sort == now)
        };
        let items = triage::SORTS.into_iter().flatten().map(item).collect();
        self.pick(Picker::one("Order of the list", items))
    }

    /// Every command that makes sense here, from the table of keys.
    pub(super) fn pick_command(&mut self) -> Vec<Effect> {
        let (contexts, sections) = (self.contexts(), self.sections());
        let is_seen = |action: Action| !matches!(action, Action::Go(section) if !sections.contains(&section));
        let items = self
            .keymap
            .lines()
            .iter()
            .filter(|binding| contexts.contains(&binding.context) && !moves(binding.action) && is_seen(binding.action))
            .map(|binding| Item::new(binding.label, binding.names(), Choice::Do(binding.action)))
            .collect();
        self.pick(Picker::one("Command", items))
    }

    pub(super) fn pick_anything(&mut self) -> Vec<Effect> {
        let mut items: Vec<_> = self
            .inbox
            .rows()
            .iter()
            .take(NEAR)
            .map(|row| {
                let label = format!("#{} {}", row.number, row.subject);
                Item::new(label, &row.workspace.name, Choice::Request(row.id))
            })
            .collect();
        items.extend(self.board.rows().iter().take(NEAR).map(|row| {
            let detail = format!("approval · {}", row.workspace.name);
            Item::new(&row.title, detail, Choice::GoToApproval(row.id))
        }));
        items.extend(self.billing.ledger.rows().iter().take(NEAR).map(|row| {
            let detail = format!("invoice · {}", row.workspace.name);
            Item::new(number(row), detail, Choice::GoToInvoice(row.id))
        }));
        for (part, kind) in [
            (Part::Workflows, "workflow"),
            (Part::Connections, "connection"),
            (Part::Engines, "engine"),
            (Part::Templates, "template"),
            (Part::Forms, "form"),
        ] {
            items.extend(self.automation.shelf_of(part).rows().iter().take(NEAR).map(|row| {
                let detail = row.workspace().map(|client| format!("{kind} · {}", client.name));
                Item::new(row.name(), detail.unwrap_or_else(|| kind.into()), Choice::GoToPart(part, row.id()))
            }));
        }
        if let Some(all) = self.directory.get() {
            items.extend(all.projects.iter().map(|project| {
                let detail = format!("project · {}", project.workspace.name);
                Item::new(&project.name, detail, Choice::GoToProject(project.id))
            }));
            items.extend(
                all.workspaces
                    .iter()
                    .map(|workspace| Item::new(&workspace.name, "client", Choice::GoToWorkspace(workspace.id))),
            );
        }
        self.pick(Picker::one("Jump to", items).reaching(Reach::Anything))
    }

    /// Yes to what is asked, chosen or typed.
    pub(super) fn accept(&mut self) -> Vec<Effect> {
        if !self.is_in() {
            return self.enter();
        }
        match self.overlay.take() {
            Some(Overlay::Picker(picker, targets)) if picker.many && !picker.is_open => {
                match picker.items.first().map(|item| &item.choice) {
                    Some(Choice::Follower(_)) => self.set_followers(&picker, &targets),
                    Some(Choice::Recipient(..)) => self.give_to(&picker),
                    _ => self.set_managers(&picker),
                }
            }
            Some(Overlay::Picker(picker, targets)) if picker.many => self.set_tags(&picker, &targets),
            Some(Overlay::Picker(picker, targets)) => {
                let choice = picker.current().and_then(|index| picker.items.get(index));
                match choice.map(|item| item.choice.clone()) {
                    Some(choice) => self.choose(choice, targets),
                    None => Vec::new(),
                }
            }
            Some(Overlay::Search) => self.open_hit(),
            Some(Overlay::ConfirmClose(targets)) => self.close(&targets),
            Some(Overlay::Confirm(asked)) => self.confirmed(asked),
            Some(Overlay::Plan(plan)) => self.do_plan(*plan),
            Some(Overlay::ConfirmDiscard) => self.discard(),
            Some(Overlay::ConfirmDrop(id)) => self.drop_queued(id),
            Some(Overlay::ConfirmQuit) => self.leave(),
            Some(Overlay::Reading(reading)) if reading.once => self.say("Closed for good."),
            None if self.form.is_some() => self.enter_form(),
            Some(Overlay::Help(_) | Overlay::Reading(_) | Overlay::Picture(_) | Overlay::Queued(..)) | None => {
                if std::mem::take(&mut self.inbox.typing) {
                    self.filter()
                } else {
                    Vec::new()
                }
            }
        }
    }

    pub(super) fn choose(&mut self, choice: Choice, targets: Vec<Target>) -> Vec<Effect> {
        match choice {
            Choice::Person(Some(id)) => {
                let change = types::RequestChange { assignee_id: Some(id), ..nothing() };
                let all = self.directory.get().map(|all| all.staff.as_slice()).unwrap_or_default();
                let name = all.iter().find(|person| person.id == id).map(|person| &person.name);
                let what = format!("Assigned to {}", name.map_or("them", String::as_str));
                self.change(&what, &targets, change)
            }
            Choice::Person(None) => {
                let change = types::RequestChange { clear: Some(vec![RequestClear::Assignee]), ..nothing() };
                self.change("Assigned to nobody", &targets, change)
            }
            Choice::Priority(priority) => {
                let change = types::RequestChange { priority: Some(priority), ..nothing() };
                self.change(&format!("Priority set to {priority}"), &targets, change)
            }
            Choice::Close => self.ask_to_close(targets),
            Choice::Status(status) => self.set_status(&targets, status),
            Choice::View(id) => self.show_kept(id),
            Choice::MergeInto(id) => self.weigh(&targets, id),
            Choice::Snooze(until) => self.snooze(targets, until),
            Choice::SnoozeTyped => self.snooze_form(targets),
            Choice::Wake => self.wake(targets),
            Choice::Split(message) => self.split_form(message),
            Choice::OpenFor(id) => self.ask_ground(id),
            Choice::Canned(id) => self.put_in(id),
            Choice::Said(request, said) => self.visit_said(request, said),
            Choice::GoToPerson(id) => self.ask_for_person(id),
            Choice::Project(Some(id)) => {
                let change = types::RequestChange { project_id: Some(id), ..nothing() };
                self.change("Project linked", &targets, change)
            }
            Choice::Project(None) => {
                let change = types::RequestChange { clear: Some(vec![RequestClear::Project]), ..nothing() };
                self.change("Project unlinked", &targets, change)
            }
            Choice::Sort(sort) => self.sort_by(sort),
            Choice::Do(action) => self.act(action),
            Choice::Request(id) => self.visit_request(id),
            Choice::GoToProject(id) => self.visit_project(id),
            Choice::GoToWorkspace(id) => self.visit_workspace(id),
            Choice::Draft(place) => self.resume_draft(place),
            Choice::Queued(id) => {
                self.overlay = Some(Overlay::Queued(id, 0));
                Vec::new()
            }
            Choice::Detach(index) => self.take_off(index),
            Choice::GoToApproval(id) => self.visit_approval(id),
            Choice::GoToInvoice(id) => self.visit_invoice(id),
            Choice::GoToPart(part, id) => self.visit_part(part, id),
            Choice::Tag(_) | Choice::Manager(..) | Choice::Follower(_) | Choice::Recipient(..) => Vec::new(),
        }
    }

    /// Gives every target the ticked tags and takes the unticked ones away; a tag that only some have
    /// stays with those unless it was touched. With nothing ticked, enter turns over the tag under the
    /// cursor.
    fn set_tags(&mut self, picker: &Picker, targets: &[Target]) -> Vec<Effect> {
        let turned: BTreeSet<String> =
            picker.turned().into_iter().filter_map(|index| tag(picker.items.get(index)?)).collect();
        let changes = self
            .known(targets)
            .iter()
            .map(|row| {
                let all_have = |name: &String| {
                    let held = picker.items.iter().find(|item| item.label == *name);
                    held.is_some_and(|item| item.held)
                };
                let mut tags: Vec<String> = row.tags.iter().filter(|name| !turned.contains(*name)).cloned().collect();
                tags.extend(turned.iter().filter(|name| !all_have(name)).cloned());
                (target(row), types::RequestChange { tags: Some(tags), ..nothing() })
            })
            .collect();
        if turned.is_empty() { Vec::new() } else { self.change_each("Tags set", changes) }
    }
}

/// What only a key makes sense for.
fn moves(action: Action) -> bool {
    use Action::{Back, Bottom, Down, Left, Open, PageDown, PageUp, Palette, Right, SwitchPane, Top, Up};
    let moves = [Up, Down, Left, Right, PageUp, PageDown, Top, Bottom, Open, Back, SwitchPane, Palette];
    moves.contains(&action)
}

fn tag(item: &Item) -> Option<String> {
    match &item.choice {
        Choice::Tag(name) => Some(name.clone()),
        _ => None,
    }
}

/// What all have in common, if they do.
fn shared<T: PartialEq>(rows: &[&types::Request], of: impl Fn(&types::Request) -> T) -> Option<T> {
    let first = of(rows.first()?);
    rows.iter().all(|row| of(row) == first).then_some(first)
}
