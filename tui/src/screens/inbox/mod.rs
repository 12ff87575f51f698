//! The requests as rows: which, in what order, what is marked and what is new.

mod columns;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use portico_openapi::types::{Priority, Request, RequestSort, RequestStatus, WaitsOn};
use uuid::Uuid;

pub use view::{Hit, draw, hit, rows};

use crate::{
    action::View,
    cursor::Cursor,
    input::Input,
    message::RequestPage,
    remote::{Remote, Ticket},
};

/// The inbox's state.
#[derive(Debug, Default)]
pub struct Inbox {
    /// The rows, and where the next page begins.
    pub remote: Remote<Rows>,
    /// What the rows that were asked for last are a list of.
    pub asked: Option<Selection>,
    /// The place among the rows.
    pub cursor: Cursor,
    /// What is typed to narrow it.
    pub filter: Input,
    /// Whether the filter has the keys.
    pub typing: bool,
    /// The latest change of the filter.
    pub filter_stamp: u64,
    /// The latest move of the cursor.
    pub preview_stamp: u64,
    /// Whether the rows asked for come because something happened.
    pub live: bool,
    /// Whether what happened concerns the pane.
    pub stale: bool,
    /// The rows a change is meant for.
    pub marked: BTreeSet<Uuid>,
    /// The rows that came or spoke up while the person was here.
    pub fresh: BTreeSet<Uuid>,
    sort: Option<RequestSort>,
}

/// The rows as far as they were fetched.
#[derive(Debug, Default)]
pub struct Rows {
    /// In their order.
    pub items: Vec<Request>,
    /// Where the next page begins.
    pub next: Option<String>,
    selection: Option<Selection>,
}

/// What a list of rows is a list of.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// The tab.
    pub view: View,
    /// What is asked, in the language of filters.
    pub filter: String,
    /// The order.
    pub sort: RequestSort,
}

impl Inbox {
    /// The rows, old ones while new ones are awaited.
    pub fn rows(&self) -> &[Request] {
        self.remote.get().map(|rows| rows.items.as_slice()).unwrap_or_default()
    }

    /// The order: the chosen one, the one that is kept with the view, or the view's own.
    pub fn sort(&self, view: View, kept: Option<RequestSort>) -> RequestSort {
        self.sort.or(kept).unwrap_or(match view {
            View::Waiting => RequestSort::Waiting,
            _ => RequestSort::Newest,
        })
    }

    /// Chooses the order.
    pub fn sort_by(&mut self, sort: RequestSort) {
        self.sort = Some(sort);
        self.turn();
    }

    /// Takes the view's own order again.
    pub fn unsort(&mut self) {
        self.sort = None;
    }

    /// Begins another list: nothing of the old one stays.
    pub fn turn(&mut self) {
        self.remote = Remote::default();
        self.cursor = Cursor::default();
        self.marked.clear();
    }

    /// Whether the rows are a list of this, or are on their way to be.
    pub fn is_of(&self, selection: &Selection) -> bool {
        let of = match self.remote.is_asked() {
            true => self.asked.as_ref(),
            false => self.remote.get().and_then(|rows| rows.selection.as_ref()),
        };
        of == Some(selection)
    }

    /// Takes a page. The row under the cursor stays where it is on the screen, whatever comes above it;
    /// what was not there before is marked as new, if `live`.
    pub fn take(&mut self, ticket: Ticket, page: RequestPage, live: bool) -> bool {
        let selection = self.asked.clone();
        let mut items = page.items;
        self.keep_newer(&mut items);
        let place = self.rows().get(self.cursor.index).map(|row| row.id);
        let before = self.remote.get().and_then(|rows| rows.selection.clone());
        let known = self.remote.get().filter(|rows| rows.selection == selection);
        if let Some(known) = known.filter(|_| page.continues) {
            let old: BTreeSet<Uuid> = known.items.iter().map(|row| row.id).collect();
            items.retain(|row| !old.contains(&row.id));
            items = known.items.iter().cloned().chain(items).collect();
        } else if let Some(known) = known.filter(|_| live) {
            let old: BTreeSet<Uuid> = known.items.iter().map(|row| row.id).collect();
            let oldest = known.items.last().map(|row| row.created_at);
            let came = items
                .iter()
                .filter(|row| !old.contains(&row.id) && oldest.is_none_or(|oldest| row.created_at >= oldest));
            self.fresh.extend(came.map(|row| row.id));
        }
        let rows = Rows { items, next: page.next, selection };
        if !self.remote.answer(ticket, Ok(rows)) {
            return false;
        }
        if self.remote.get().is_some_and(|rows| rows.selection != before) {
            self.cursor = Cursor::default();
        }
        if let Some(index) = place.and_then(|id| self.rows().iter().position(|row| row.id == id)) {
            let screen_line = self.cursor.index.saturating_sub(self.cursor.offset);
            self.cursor = Cursor { index, offset: index.saturating_sub(screen_line) };
        }
        let here: BTreeSet<Uuid> = self.rows().iter().map(|row| row.id).collect();
        self.marked.retain(|id| here.contains(id));
        true
    }

    /// A page can have been read before what is known of its requests by now: what is newer stays.
    fn keep_newer(&self, items: &mut [Request]) {
        let known: BTreeMap<Uuid, &Request> = self.rows().iter().map(|row| (row.id, row)).collect();
        for row in items {
            if let Some(newer) = known.get(&row.id).filter(|known| known.version > row.version) {
                *row = Request::clone(newer);
            }
        }
    }

    /// Puts a request in its row's place, unless the row is of a newer version already.
    pub fn replace(&mut self, request: &Request) {
        let rows = self.remote.get_mut().map(|rows| rows.items.as_mut_slice()).unwrap_or_default();
        if let Some(row) = rows.iter_mut().find(|row| row.id == request.id)
            && row.version <= request.version
        {
            *row = request.clone();
        }
    }
}

/// A priority's shape.
pub fn shape(priority: Priority) -> &'static str {
    match priority {
        Priority::Urgent => "▲",
        Priority::High => "△",
        Priority::Normal => " ",
        Priority::Low => "▽",
    }
}

/// Whom a request waits for, in a word.
pub fn turn_of(request: &Request) -> &'static str {
    match (request.status, request.waits_on) {
        (RequestStatus::Resolved | RequestStatus::Closed, _) | (_, WaitsOn::Nobody) => "—",
        (_, WaitsOn::Agency) => "us",
        (_, WaitsOn::Client) => "client",
    }
}
