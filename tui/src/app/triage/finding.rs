use std::time::Duration;

use portico_openapi::{
    ApiError,
    types::{SearchHit, SearchKind},
};
use uuid::Uuid;

use super::App;
use crate::{
    app::{Overlay, Scroll},
    effect::{Call, Effect, Target},
    message::Timer,
    picker::{Choice, Item, Reach},
    remote::Ticket,
    screens,
    triage::leads_to,
};

/// What is looked for has at least so many characters.
const LEAST: usize = 2;

impl App {
    /// Looks for something by its words; what was looked for before is still there.
    pub(super) fn begin_search(&mut self) -> Vec<Effect> {
        self.overlay = Some(Overlay::Search);
        Vec::new()
    }

    /// What is typed counts when it rests.
    pub(in crate::app) fn search_soon(&mut self) -> Vec<Effect> {
        let stamp = self.next_stamp();
        self.triage.search.stamp = stamp;
        vec![Effect::After(Duration::from_millis(200), Timer::Search(stamp))]
    }

    /// Asks for what is typed in the search, or where one can jump to anything.
    pub(in crate::app) fn look_for(&mut self) -> Vec<Effect> {
        let (words, kind) = match &self.overlay {
            Some(Overlay::Search) => (self.triage.search.query.text(), self.triage.search.kind),
            Some(Overlay::Picker(picker, _)) => match picker.reaches {
                Some(Reach::Anything) => (picker.query.text(), None),
                Some(Reach::Into(_)) => (picker.query.text(), Some(SearchKind::Request)),
                None => return Vec::new(),
            },
            _ => return Vec::new(),
        };
        let words = words.trim().trim_start_matches('#').to_owned();
        if words.chars().count() < LEAST {
            self.triage.search.found = Default::default();
            return Vec::new();
        }
        let ticket = self.ticket();
        self.triage.search.found.ask(ticket);
        vec![Effect::Call(ticket, Call::Search(words, kind))]
    }

    /// Takes what was found, for whoever looked for it.
    pub(in crate::app) fn found(&mut self, ticket: Ticket, answer: Result<Vec<SearchHit>, ApiError>) -> Vec<Effect> {
        let failure = answer.as_ref().err().cloned();
        if !self.triage.search.found.answer(ticket, answer) {
            return Vec::new();
        }
        if let Some(error) = failure {
            return self.troubled("Not found out. ", &error);
        }
        self.triage.search.cursor = Default::default();
        if let Some(Overlay::Picker(picker, targets)) = &mut self.overlay
            && let Some(reach) = picker.reaches
        {
            let hits = self.triage.search.hits().iter();
            picker.reach(match reach {
                Reach::Anything => hits.filter_map(item).collect(),
                Reach::Into(client) => hits.filter_map(|hit| whole(hit, client, targets)).collect(),
            });
        }
        Vec::new()
    }

    pub(super) fn turn_kind(&mut self) -> Vec<Effect> {
        self.triage.search.turn();
        self.triage.search.found = Default::default();
        self.look_for()
    }

    /// Goes to what was found.
    pub(in crate::app) fn open_hit(&mut self) -> Vec<Effect> {
        let search = &self.triage.search;
        let Some(choice) = search.hits().get(search.cursor.index).and_then(leads_to) else {
            self.overlay = Some(Overlay::Search);
            return self.look_for();
        };
        self.choose(choice, Vec::new())
    }

    /// Opens a request where something was said in it.
    pub(in crate::app) fn visit_said(&mut self, request: Uuid, said: Uuid) -> Vec<Effect> {
        let effects = self.visit_request(request);
        self.triage.sought = Some(said);
        self.show_sought();
        effects
    }

    /// Brings what was looked for onto the screen, once it is there.
    pub(in crate::app) fn show_sought(&mut self) {
        let Some(said) = self.triage.sought else {
            return;
        };
        let width = usize::from(screens::body(self, self.areas().pane).width);
        if let Some(line) = screens::line_of(self, said, width) {
            self.triage.sought = None;
            self.scroll = Scroll { top: line, at_end: false };
        }
    }

    pub(in crate::app) fn ask_for_person(&mut self, id: Uuid) -> Vec<Effect> {
        let ticket = self.ticket();
        self.triage.person = Some(ticket);
        vec![Effect::Call(ticket, Call::Person(id))]
    }

    /// Goes to the first client that a person belongs to.
    pub(in crate::app) fn took_person(
        &mut self,
        ticket: Ticket,
        answer: Result<Option<Uuid>, ApiError>,
    ) -> Vec<Effect> {
        if self.triage.person.take_if(|waiting| *waiting == ticket).is_none() {
            return Vec::new();
        }
        match answer {
            Ok(Some(workspace)) => self.visit_workspace(workspace),
            Ok(None) => self.say("This person belongs to no client now."),
            Err(error) => self.troubled("", &error),
        }
    }
}

fn item(hit: &SearchHit) -> Option<Item> {
    let choice = leads_to(hit)?;
    let said: String = hit.snippet.iter().map(|part| part.text.as_str()).collect();
    let label = match (&choice, &hit.request, &hit.title) {
        (Choice::Request(_) | Choice::Said(..), Some(request), _) => format!("#{} {}", request.number, request.subject),
        (_, _, Some(title)) => title.clone(),
        _ => said.clone(),
    };
    let client = hit.workspace.as_ref().map(|workspace| &workspace.name);
    let beside = match &choice {
        Choice::Said(..) | Choice::GoToPerson(_) => &said,
        _ => client.unwrap_or(&said),
    };
    let detail = format!("{} · {beside}", hit.kind);
    Some(Item::new(label, detail, choice))
}

/// A request of this client that these can become a part of.
fn whole(hit: &SearchHit, client: Uuid, parts: &[Target]) -> Option<Item> {
    let request = hit.request.as_ref()?;
    let is_theirs = hit.workspace.as_ref().is_some_and(|workspace| workspace.id == client);
    let is_other = parts.iter().all(|part| part.id != request.id);
    let label = format!("#{} {}", request.number, request.subject);
    (is_theirs && is_other).then(|| Item::new(label, "found", Choice::MergeInto(request.id)))
}
