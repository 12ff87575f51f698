//! What keeps requests in hand: the language in which they are looked for and the views kept in it, what is found by its
//! words, answers that are ready, and what was promised. Values only; the state asks and the screens draw.

mod bulk;
mod deed;
mod fields;
mod language;
mod moves;
mod opening;
mod order;
mod plan;
mod promise;
mod search;
mod snooze;
mod sorting;
mod status;

use std::collections::BTreeSet;

use portico_openapi::types::{CannedReply, SavedView};
use uuid::Uuid;

pub use bulk::{Which, bulk_fields, read_bulk};
pub use deed::{Deed, Source};
pub use fields::{due_field, read_due, read_split, read_view, split_field, view_fields};
pub use language::{Fault, Known, Offer, joined, offers};
pub use moves::{Move, Moving, Undo};
pub use opening::{Ground, Person, opening_fields, read_opening};
pub use order::{Unmoved, moved};
pub use plan::{Plan, PlanLine, Then, Tone, bulk, is_whole, merging, summary};
pub use promise::{is_overdue, pressing, sentence, short, state};
pub use search::{KINDS, Search, kind_word, leads_to};
pub use snooze::{UNTIL, away, later, read_until, until, until_field};
pub use sorting::{SORTS, sort_of, sort_words, sorted_column};
pub use status::{SETTABLE, verb, word};

use crate::{
    draft::Place,
    effect::Target,
    remote::{Remote, Ticket},
};

/// All that is known for keeping requests in hand.
#[derive(Debug, Default)]
pub struct Triage {
    /// The views that are kept, in their order.
    pub views: Remote<Vec<SavedView>>,
    /// The one that the inbox shows.
    pub at: Option<Uuid>,
    /// What is wrong with the filter, and where.
    pub fault: Option<Fault>,
    /// The place among what the filter can become.
    pub offered: usize,
    /// Tags that stood in the list while the filter was typed: what is half typed may leave no row.
    pub tags: BTreeSet<String>,
    /// What is looked for, and what was found.
    pub search: Search,
    /// What was said that is to be shown when its request is there.
    pub sought: Option<Uuid>,
    /// The question which client a person belongs to.
    pub person: Option<Ticket>,
    /// The answers that are ready.
    pub canned: Canned,
    /// The move that is under way.
    pub moving: Option<(Ticket, Moving)>,
    /// The question what merging would come to.
    pub weighing: Option<Ticket>,
    /// The question what a client wants besides.
    pub beside: Option<Ticket>,
    /// The question what is known of the client for whom a request is opened.
    pub opening: Option<Ticket>,
    /// What can be taken back.
    pub undo: Option<Undo>,
}

/// Answers that are ready, and as they would be given to the request that is answered.
#[derive(Debug, Default)]
pub struct Canned {
    /// All there are.
    pub all: Remote<Vec<CannedReply>>,
    /// Where one is to go.
    pub place: Option<Place>,
    /// With everything in its place.
    pub filled: Vec<(Uuid, String)>,
    /// The one that is being filled.
    pub filling: Option<(Ticket, Uuid)>,
    /// The one that was chosen before it was filled.
    pub chosen: Option<Uuid>,
}

impl Triage {
    /// The view that the inbox shows, where it is one that is kept.
    pub fn view(&self) -> Option<&SavedView> {
        let at = self.at?;
        self.views.get()?.iter().find(|view| view.id == at)
    }

    /// All that are kept.
    pub fn all(&self) -> &[SavedView] {
        self.views.get().map(Vec::as_slice).unwrap_or_default()
    }
}

impl Canned {
    /// One as it would be given, once that is known.
    pub fn text(&self, id: Uuid) -> Option<&str> {
        self.filled.iter().find(|(known, _)| *known == id).map(|(_, text)| text.as_str())
    }
}

/// What a form about triage is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A view to be kept; one that is, as it was seen.
    View(Option<(Uuid, i64)>),
    /// When these are due.
    Due(Vec<Target>),
    /// Until when these are out of sight.
    Until(Vec<Target>),
    /// What a message is called as a request of its own.
    Split(Source),
    /// A request on behalf of this client.
    Open(Box<Ground>),
    /// What is to become of many.
    Bulk(Which),
}
