use portico_openapi::{ApiError, types};
use uuid::Uuid;

use super::{Part, Row};
use crate::{
    cursor::Cursor,
    remote::{Remote, Ticket},
};

/// The rows of a part, as far as they were fetched.
#[derive(Debug, Default)]
pub struct Shelf {
    /// In the server's order.
    pub remote: Remote<Rows>,
    /// The place among them.
    pub cursor: Cursor,
    asked: Narrowing,
}

/// The rows, and where they go on.
#[derive(Debug, Default)]
pub struct Rows {
    items: Vec<Row>,
    next: Option<String>,
    beside: Beside,
    of: Narrowing,
}

/// What is known beside the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// The agency's last runs, beside its workflows.
    pub recent: Vec<types::Run>,
    /// What is set up, beside connections.
    pub providers: Vec<types::ProviderClient>,
    /// Whom one can set up, beside what is set up.
    pub catalogue: Vec<types::Provider>,
}

/// Which rows are looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narrowing {
    /// Of one client.
    pub workspace: Option<Uuid>,
    /// Where workflows stand.
    pub workflows: Option<types::WorkflowStatus>,
    /// Where runs stand.
    pub runs: Option<types::RunStatus>,
    /// Runs of one workflow.
    pub workflow: Option<(Uuid, String)>,
    /// How connections do.
    pub health: Option<types::ConnectionHealth>,
    /// Where forms stand.
    pub forms: Option<types::FormStatus>,
}

impl Narrowing {
    /// What of it counts for a part.
    pub fn of(&self, part: Part) -> Self {
        let workspace = self.workspace.filter(|_| !part.is_of_agency());
        let none = Self { workspace, ..Self::default() };
        match part {
            Part::Workflows => Self { workflows: self.workflows, ..none },
            Part::Runs => Self { runs: self.runs, workflow: self.workflow.clone(), ..none },
            Part::Connections => Self { health: self.health, ..none },
            Part::Forms => Self { forms: self.forms, ..none },
            Part::Asked | Part::Providers | Part::Engines | Part::Templates => none,
        }
    }
}

/// A page of rows that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Of what.
    pub part: Part,
    /// Which.
    pub narrowing: Narrowing,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// How many rows, in as many pages as it takes.
    pub rows: usize,
}

/// A page of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Of what.
    pub part: Part,
    /// In the server's order.
    pub items: Vec<Row>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Whether it goes on where the page before ended.
    pub continues: bool,
    /// What is known beside them.
    pub beside: Beside,
}

impl Shelf {
    /// The rows, old ones while new ones are awaited.
    pub fn rows(&self) -> &[Row] {
        self.remote.get().map(|rows| rows.items.as_slice()).unwrap_or_default()
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<&Row> {
        self.rows().get(self.cursor.index)
    }

    /// Where the rows go on, if they do.
    pub fn next(&self) -> Option<&String> {
        self.remote.get()?.next.as_ref()
    }

    /// What is known beside them.
    pub fn beside(&self) -> Option<&Beside> {
        self.remote.get().map(|rows| &rows.beside)
    }

    /// Notes that rows are asked for.
    pub fn ask(&mut self, ticket: Ticket, of: Narrowing) {
        self.remote.ask(ticket);
        self.asked = of;
    }

    /// Takes a page if it is the latest asked for. The cursor stays on its row. A failure comes back.
    pub fn take(&mut self, ticket: Ticket, answer: Result<Page, ApiError>) -> Option<ApiError> {
        let here = self.current().map(Row::id);
        let failure = answer.as_ref().err().cloned();
        let of = self.asked.clone();
        let known =
            self.remote.get().filter(|rows| rows.of == of).map(|rows| (rows.items.clone(), rows.beside.clone()));
        let rows = answer.map(|page| {
            let (mut items, beside) = known.filter(|_| page.continues).unwrap_or_else(|| (Vec::new(), page.beside));
            items.retain(|row| !page.items.iter().any(|newer| newer.id() == row.id()));
            items.extend(page.items);
            Rows { items, next: page.next, beside, of }
        });
        if !self.remote.answer(ticket, rows) {
            return None;
        }
        let index = self.rows().iter().position(|row| Some(row.id()) == here);
        self.cursor.to(index.unwrap_or(self.cursor.index));
        failure
    }

    /// Takes what an answer told of one of them, unless something newer is known.
    pub fn replace(&mut self, row: Row) {
        if let Some(rows) = self.remote.get_mut()
            && let Some(known) = rows.items.iter_mut().find(|known| known.id() == row.id())
            && known.version() <= row.version()
        {
            *known = row;
        }
    }

    /// Takes one of them out that is there no more.
    pub fn remove(&mut self, id: Uuid) {
        if let Some(rows) = self.remote.get_mut() {
            rows.items.retain(|row| row.id() != id);
        }
    }
}
