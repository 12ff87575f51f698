use portico_openapi::types::{SearchHit, SearchKind};

use crate::{cursor::Cursor, input::Input, picker::Choice, remote::Remote};

/// What is looked for by its words, and what was found.
#[derive(Debug, Default)]
pub struct Search {
    /// What is typed.
    pub query: Input,
    /// Only these.
    pub kind: Option<SearchKind>,
    /// The best first.
    pub found: Remote<Vec<SearchHit>>,
    /// The place among them.
    pub cursor: Cursor,
    /// The latest change of what is typed.
    pub stamp: u64,
}

/// What can be looked for alone, in the order of turning.
pub const KINDS: [Option<SearchKind>; 6] = [
    None,
    Some(SearchKind::Request),
    Some(SearchKind::Message),
    Some(SearchKind::Note),
    Some(SearchKind::Project),
    Some(SearchKind::Person),
];

/// What a kind is called.
pub fn kind_word(kind: Option<SearchKind>) -> &'static str {
    match kind {
        None => "everything",
        Some(SearchKind::Request) => "requests",
        Some(SearchKind::Message) => "messages",
        Some(SearchKind::Note) => "notes",
        Some(SearchKind::Project) => "projects",
        Some(SearchKind::Person) => "people",
    }
}

/// Where something that was found leads.
pub fn leads_to(hit: &SearchHit) -> Option<Choice> {
    Some(match hit.kind {
        SearchKind::Request => Choice::Request(hit.id),
        SearchKind::Message | SearchKind::Note => Choice::Said(hit.request.as_ref()?.id, hit.id),
        SearchKind::Project => Choice::GoToProject(hit.id),
        SearchKind::Person => Choice::GoToPerson(hit.id),
    })
}

impl Search {
    /// What was found.
    pub fn hits(&self) -> &[SearchHit] {
        self.found.get().map(Vec::as_slice).unwrap_or_default()
    }

    /// Looks for the next kind alone, or for the one before.
    pub fn turn(&mut self) {
        let at = KINDS.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        self.kind = KINDS[(at + 1) % KINDS.len()];
    }
}
