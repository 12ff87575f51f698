//! What keeps requests in hand: the language in which they are looked for and the views kept in it, what is found by its
//! words, answers that are ready, and what was promised. Values only; the state asks and the screens draw.

mod deed;
mod fields;
mod language;
mod order;
mod promise;
mod search;
mod status;

use portico_openapi::types::{CannedReply, SavedView};
use uuid::Uuid;

pub use deed::Deed;
pub use fields::{due_field, read_due, read_view, view_fields};
pub use language::{Fault, Known, Offer, joined, offers};
pub use order::{Unmoved, moved};
pub use promise::{is_overdue, pressing, sentence, short, state};
pub use search::{KINDS, Search, kind_word, leads_to};
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
    /// What is looked for, and what was found.
    pub search: Search,
    /// What was said that is to be shown when its request is there.
    pub sought: Option<Uuid>,
    /// The question which client a person belongs to.
    pub person: Option<Ticket>,
    /// The answers that are ready.
    pub canned: Canned,
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
}
