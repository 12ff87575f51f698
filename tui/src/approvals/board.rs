use portico_openapi::{
    ApiError,
    types::{Approval, ApprovalStatus, WaitsOn},
};
use ratatui::layout::Rect;
use uuid::Uuid;

use crate::{
    cursor::Cursor,
    layout::{self, WIDE},
    message::ApprovalPage,
    remote::{Phase, Remote, Ticket},
};

/// The columns of the board: what needs us first.
pub const COLUMNS: [ApprovalStatus; 4] =
    [ApprovalStatus::NeedsChanges, ApprovalStatus::Pending, ApprovalStatus::InReview, ApprovalStatus::Approved];

/// The approvals, as far as they were fetched.
#[derive(Debug, Default)]
pub struct Board {
    /// By status, and the server's order within.
    pub remote: Remote<Rows>,
    /// The place among them.
    pub cursor: Cursor,
    /// Which of them are looked at.
    pub narrowing: Narrowing,
    asked: Narrowing,
}

/// The rows, and where they go on.
#[derive(Debug, Default)]
pub struct Rows {
    /// By status, and the server's order within.
    pub items: Vec<Approval>,
    /// Where the next page begins.
    pub next: Option<String>,
    of: Narrowing,
}

/// Which approvals are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Of one client.
    pub workspace: Option<Uuid>,
    /// In one status.
    pub status: Option<ApprovalStatus>,
    /// That wait on one side.
    pub turn: Option<WaitsOn>,
    /// Those in the archive.
    pub archived: bool,
}

/// A page of approvals that is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Which.
    pub narrowing: Narrowing,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// How many rows, in as many pages as it takes.
    pub rows: usize,
}

impl Board {
    /// The rows, old ones while new ones are awaited.
    pub fn rows(&self) -> &[Approval] {
        self.remote.get().map(|rows| rows.items.as_slice()).unwrap_or_default()
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<&Approval> {
        self.rows().get(self.cursor.index)
    }

    /// Notes that rows are asked for.
    pub fn ask(&mut self, ticket: Ticket) {
        self.remote.ask(ticket);
        self.asked = self.narrowing.clone();
    }

    /// Takes a page if it is the latest asked for. The cursor stays on its approval. A failure comes back.
    pub fn take(&mut self, ticket: Ticket, answer: Result<ApprovalPage, ApiError>) -> Option<ApiError> {
        let here = self.current().map(|row| row.id);
        let failure = answer.as_ref().err().cloned();
        let of = self.asked.clone();
        let known = self.remote.get().filter(|rows| rows.of == of).map(|rows| rows.items.clone());
        let rows = answer.map(|page| {
            let mut items = known.filter(|_| page.continues).unwrap_or_default();
            items.retain(|row| !page.items.iter().any(|newer| newer.id == row.id));
            items.extend(page.items);
            items.sort_by_key(column);
            Rows { items, next: page.next, of }
        });
        if !self.remote.answer(ticket, rows) {
            return None;
        }
        let index = self.rows().iter().position(|row| Some(row.id) == here);
        self.cursor.to(index.unwrap_or(self.cursor.index));
        failure
    }

    /// Takes what an answer told of one of them, unless something newer is known.
    pub fn replace(&mut self, approval: &Approval) {
        let here = self.current().map(|row| row.id);
        if let Some(rows) = self.remote.get_mut()
            && let Some(row) = rows.items.iter_mut().find(|row| row.id == approval.id)
            && row.version <= approval.version
        {
            *row = approval.clone();
            rows.items.sort_by_key(column);
        }
        if let Some(index) = self.rows().iter().position(|row| Some(row.id) == here) {
            self.cursor.to(index);
        }
    }

    /// What is said in place of rows, if there are none.
    pub fn phase(&self) -> Phase<'_, Rows> {
        self.remote.phase()
    }

    /// The rows of a column, and the place of the first.
    pub fn column(&self, number: usize) -> (usize, &[Approval]) {
        let rows = self.rows();
        let start = rows.partition_point(|row| column(row) < number);
        let end = rows.partition_point(|row| column(row) <= number);
        (start, &rows[start..end])
    }

    /// The column that the cursor is in.
    pub fn at_column(&self) -> usize {
        self.current().map_or(0, column)
    }

    /// Goes to the next column that has rows, or back, and stays as far down as there are rows.
    pub fn step_column(&mut self, by: isize) {
        let here = self.at_column();
        let deep = self.cursor.index.saturating_sub(self.column(here).0);
        let mut number = here;
        while let Some(next) = number.checked_add_signed(by.signum()).filter(|next| *next < COLUMNS.len()) {
            number = next;
            let (start, rows) = self.column(number);
            if !rows.is_empty() {
                self.cursor.to(start + deep.min(rows.len() - 1));
                return;
            }
        }
    }

    /// Brings the cursor back into what there is.
    pub fn settle(&mut self, area: Rect) {
        let length = self.rows().len();
        let height = usize::from(layout::inside(area).height).saturating_sub(1);
        self.cursor.settle(height, length);
    }
}

/// Whether there is room for columns.
pub fn is_wide(area: Rect) -> bool {
    area.width >= WIDE
}

fn column(row: &Approval) -> usize {
    COLUMNS.iter().position(|status| *status == row.status).unwrap_or(COLUMNS.len())
}
