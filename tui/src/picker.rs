use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use portico_openapi::types;
use uuid::Uuid;

use crate::{action::Action, automation::Part, cursor::Cursor, draft::Place, fuzzy, input::Input};

/// A list to choose from by typing a few letters.
#[derive(Clone, Debug, PartialEq)]
pub struct Picker {
    /// What is chosen, in a few words.
    pub title: String,
    /// What is typed.
    pub query: Input,
    /// Everything there is.
    pub items: Vec<Item>,
    /// The items that match, best first.
    pub found: Vec<usize>,
    /// The place among those found.
    pub cursor: Cursor,
    /// Whether several can be ticked.
    pub many: bool,
    /// Whether what is typed can become one of them.
    pub is_open: bool,
    /// The items that were turned over.
    pub ticked: BTreeSet<usize>,
    /// What the server looks for by what is typed, if it does.
    pub reaches: Option<Reach>,
    /// Whether what would come of the item under the cursor is shown.
    pub previews: bool,
    /// How many of the items, at their end, the server found.
    reached: usize,
}

/// What the server looks for by what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Anything, to go there.
    Anything,
    /// Requests of this client, to merge into one of them.
    Into(Uuid),
}

/// One line of a picker.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What is looked for.
    pub label: String,
    /// Something to tell it by.
    pub detail: String,
    /// What choosing it means.
    pub choice: Choice,
    /// Whether it holds already.
    pub held: bool,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Who works on it.
    Person(Option<Uuid>),
    /// How urgent it is.
    Priority(types::Priority),
    /// Closed.
    Close,
    /// Where it stands.
    Status(types::RequestStatus),
    /// Who follows it.
    Follower(Uuid),
    /// What requests become a part of.
    MergeInto(Uuid),
    /// Until when they are out of sight.
    Snooze(DateTime<Utc>),
    /// The same, to be typed.
    SnoozeTyped,
    /// Back into sight.
    Wake,
    /// What becomes a request of its own.
    Split(Uuid),
    /// The client for whom a request is opened.
    OpenFor(Uuid),
    /// A view that is kept.
    View(Uuid),
    /// An answer that is ready.
    Canned(Uuid),
    /// What it belongs to.
    Project(Option<Uuid>),
    /// A tag.
    Tag(String),
    /// Who looks after a client.
    Manager(Uuid, Uuid),
    /// The order of the list.
    Sort(types::RequestSort),
    /// A command.
    Do(Action),
    /// Go to a request.
    Request(Uuid),
    /// Go to what was said in a request.
    Said(Uuid, Uuid),
    /// Go to where a person belongs.
    GoToPerson(Uuid),
    /// Go to a project.
    GoToProject(Uuid),
    /// Go to a client.
    GoToWorkspace(Uuid),
    /// Go on writing.
    Draft(Place),
    /// Look at something that waits for the server.
    Queued(Uuid),
    /// Take a file off.
    Detach(usize),
    /// Go to an approval.
    GoToApproval(Uuid),
    /// Go to an invoice.
    GoToInvoice(Uuid),
    /// Go to what is done by itself.
    GoToPart(Part, Uuid),
    /// Who gets a template's workflow.
    Recipient(Uuid, Uuid),
}

/// How many names stand above what only the server found.
const NAMES: usize = 5;

/// Tells an item that is only typed.
const NEW: &str = "new";

impl Item {
    /// A line that does not hold yet.
    pub fn new(label: impl Into<String>, detail: impl Into<String>, choice: Choice) -> Self {
        Self { label: label.into(), detail: detail.into(), choice, held: false }
    }

    /// The same line, held or not.
    pub fn held(self, held: bool) -> Self {
        Self { held, ..self }
    }
}

impl Picker {
    /// A picker of one, with the cursor on what holds.
    pub fn one(title: impl Into<String>, items: Vec<Item>) -> Self {
        let index = items.iter().position(|item| item.held).unwrap_or(0);
        let mut picker = Self {
            title: title.into(),
            query: Input::default(),
            items,
            found: Vec::new(),
            cursor: Cursor::default(),
            many: false,
            is_open: true,
            ticked: BTreeSet::new(),
            reaches: None,
            previews: false,
            reached: 0,
        };
        picker.find();
        picker.cursor.to(index);
        picker
    }

    /// A picker of several, whose ticks turn over what holds.
    pub fn several(title: impl Into<String>, items: Vec<Item>) -> Self {
        Self { many: true, cursor: Cursor::default(), ..Self::one(title, items) }
    }

    /// The same, with what the server finds for what is typed.
    pub fn reaching(self, reach: Reach) -> Self {
        Self { reaches: Some(reach), ..self }
    }

    /// The same, showing what would come of an item.
    pub fn previewing(self) -> Self {
        Self { previews: true, ..self }
    }

    /// Takes what the server found in place of what it found before; the cursor stays on its item.
    pub fn reach(&mut self, items: Vec<Item>) {
        let here = self.current();
        self.items.truncate(self.items.len() - self.reached);
        let known = self.items.len();
        for item in items {
            if self.items.iter().all(|one| one.choice != item.choice) {
                self.items.push(item);
            }
        }
        self.reached = self.items.len() - known;
        self.find();
        let place = here.filter(|index| *index < known).and_then(|here| self.found.iter().position(|one| *one == here));
        self.cursor.to(place.unwrap_or(0));
    }

    /// Takes more of what there is; what is there already stays as it stands.
    pub fn add(&mut self, items: Vec<Item>) {
        let here = self.current().and_then(|index| self.items.get(index)).map(|item| item.choice.clone());
        for item in items {
            if self.items.iter().all(|one| one.choice != item.choice) {
                self.items.insert(self.items.len() - self.reached, item);
            }
        }
        self.find();
        let choice_at = |index: &usize| self.items.get(*index).map(|item| &item.choice);
        let place = here.and_then(|here| self.found.iter().position(|index| choice_at(index) == Some(&here)));
        self.cursor.to(place.unwrap_or(0));
    }

    /// The items that were turned over; with none, the one under the cursor.
    pub fn turned(&self) -> Vec<usize> {
        if self.ticked.is_empty() {
            self.current().into_iter().collect()
        } else {
            self.ticked.iter().copied().collect()
        }
    }

    /// The same, of those there are and no other.
    pub fn closed(self) -> Self {
        Self { is_open: false, ..self }
    }

    /// Finds again after typing.
    pub fn find(&mut self) {
        let query = self.query.text();
        self.offer_typed(query.trim());
        let texts: Vec<_> = self.items.iter().map(|item| format!("{} {}", item.label, item.detail)).collect();
        self.found = fuzzy::rank(&query, texts.iter().map(String::as_str));
        // What holds the words elsewhere than in its name stands below the best names.
        let reached = self.items.len() - self.reached..self.items.len();
        let others: Vec<_> = reached.filter(|index| !self.found.contains(index)).collect();
        let below = self.found.len().min(NAMES);
        self.found.splice(below..below, others);
        self.cursor = Cursor::default();
    }

    /// Where tags are ticked, what is typed can become a new one; it is offered last.
    fn offer_typed(&mut self, typed: &str) {
        if !self.many || !self.is_open {
            return;
        }
        let last = self.items.len().saturating_sub(1);
        if self.items.last().is_some_and(|item| item.detail == NEW) && !self.ticked.contains(&last) {
            self.items.pop();
        }
        let typed = typed.trim_start_matches('#').to_lowercase();
        if !typed.is_empty() && self.items.iter().all(|item| item.label != typed) {
            self.items.push(Item::new(&typed, NEW, Choice::Tag(typed.clone())));
        }
    }

    /// The item under the cursor.
    pub fn current(&self) -> Option<usize> {
        self.found.get(self.cursor.index).copied()
    }

    /// Turns the item under the cursor over, and goes on to the next.
    pub fn toggle(&mut self) {
        let Some(index) = self.current().filter(|_| self.many) else {
            return;
        };
        if !self.ticked.remove(&index) {
            self.ticked.insert(index);
        }
        self.cursor.step(1, self.found.len());
    }

    /// Whether an item would hold after this.
    pub fn holds(&self, index: usize) -> bool {
        self.items.get(index).is_some_and(|item| item.held) != self.ticked.contains(&index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags() -> Picker {
        let item = |name: &str| Item::new(name, "", Choice::Tag(name.into()));
        Picker::several("Tags", vec![item("bug").held(true), item("hero"), item("print")])
    }

    #[test]
    fn ticks_turn_over_what_holds() {
        let mut picker = tags();
        picker.toggle();
        picker.toggle();
        assert_eq!([0, 1, 2].map(|index| picker.holds(index)), [false, true, false]);
    }

    #[test]
    fn typing_finds_and_starts_at_the_best() {
        let mut picker = tags();
        picker.toggle();
        picker.query.insert("pri");
        picker.find();
        assert_eq!(picker.current(), Some(2));
        assert_eq!(picker.found.len(), 2, "the typed one is offered too");
        picker.query.insert("zzz");
        picker.find();
        assert_eq!(picker.current().map(|index| picker.items[index].label.as_str()), Some("prizzz"));
        picker.toggle();
        assert_eq!(picker.items.len(), 4);
    }

    #[test]
    fn what_the_server_found_stands_below_the_best_names_and_is_replaced() {
        let item = |name: &str, number| Item::new(name, "", Choice::Request(Uuid::from_u128(number)));
        let mut picker = Picker::one("Jump to", vec![item("hero", 1), item("menu", 2)]).reaching(Reach::Anything);
        picker.query.insert("hero");
        picker.find();
        picker.reach(vec![item("hero", 1), item("It is in a message", 3)]);
        assert_eq!(picker.found, [0, 2], "none twice");
        picker.cursor.to(0);
        picker.reach(vec![item("Another", 4)]);
        assert_eq!((picker.found.clone(), picker.items.len(), picker.current()), (vec![0, 2], 3, Some(0)));
    }

    #[test]
    fn nothing_found_is_nothing_chosen() {
        let mut picker = Picker::one("Person", vec![Item::new("Mia", "", Choice::Person(None))]);
        picker.query.insert("zzz");
        picker.find();
        assert_eq!(picker.current(), None);
        picker.toggle();
    }
}
