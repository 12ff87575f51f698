use portico_openapi::ApiError;

use super::{Section, audit};
use crate::{
    cursor::Cursor,
    remote::{Remote, Ticket},
};

/// The agency's own affairs, as far as they are known.
#[derive(Debug, Default)]
pub struct Office {
    /// The place among the sections.
    pub cursor: Cursor,
    /// What was done.
    pub trail: Remote<audit::Trail>,
    /// Which of it is looked for.
    pub filter: audit::Filter,
}

/// What is asked about the agency's own affairs.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// A page of the audit trail, from a cursor on.
    Trail(audit::Filter, Option<String>),
}

/// What the server answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// A page of the audit trail, and whether it goes on from an earlier one.
    Trail(audit::Trail, bool),
}

impl Office {
    /// What a section shows is asked for with this number.
    pub fn ask(&mut self, section: Section, ticket: Ticket) -> Look {
        match section {
            Section::Audit => {
                self.trail.ask(ticket);
                Look::Trail(self.filter.clone(), None)
            }
        }
    }

    /// Takes an answer, if it is to the latest question; a failure comes back to be told.
    pub fn take(&mut self, ticket: Ticket, answer: Result<Seen, ApiError>) -> Option<ApiError> {
        match answer {
            Ok(Seen::Trail(page, continues)) => {
                let mut trail = page;
                if let Some(known) = self.trail.get().filter(|_| continues) {
                    trail.items = known.items.iter().cloned().chain(trail.items).collect();
                }
                self.trail.answer(ticket, Ok(trail));
                None
            }
            Err(error) => {
                let told = error.clone();
                self.trail.answer(ticket, Err(error)).then_some(told)
            }
        }
    }
}
