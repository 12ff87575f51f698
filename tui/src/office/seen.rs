use portico_openapi::ApiError;

use super::{Section, audit, team::Team};
use crate::{
    cursor::Cursor,
    remote::{Remote, Ticket},
};

/// The agency's own affairs, as far as they are known.
#[derive(Debug, Default)]
pub struct Office {
    /// The place among the sections.
    pub cursor: Cursor,
    /// Who works here.
    pub team: Remote<Team>,
    /// What was done.
    pub trail: Remote<audit::Trail>,
    /// Which of it is looked for.
    pub filter: audit::Filter,
}

/// What is asked about the agency's own affairs.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// The team; whether with what only owners and admins see.
    Team(bool),
    /// A page of the audit trail, from a cursor on.
    Trail(audit::Filter, Option<String>),
}

/// What the server answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// The team.
    Team(Team),
    /// A page of the audit trail, and whether it goes on from an earlier one.
    Trail(audit::Trail, bool),
}

impl Office {
    /// What a section shows is asked for with this number.
    pub fn ask(&mut self, section: Section, is_admin: bool, ticket: Ticket) -> Look {
        match section {
            Section::Team => {
                self.team.ask(ticket);
                Look::Team(is_admin)
            }
            Section::Audit => {
                self.trail.ask(ticket);
                Look::Trail(self.filter.clone(), None)
            }
        }
    }

    /// Takes an answer, if it is to the latest question; a failure comes back to be told.
    pub fn take(&mut self, ticket: Ticket, answer: Result<Seen, ApiError>) -> Option<ApiError> {
        match answer {
            Ok(Seen::Team(team)) => self.team.answer(ticket, Ok(team)),
            Ok(Seen::Trail(page, continues)) => {
                let mut trail = page;
                if let Some(known) = self.trail.get().filter(|_| continues) {
                    trail.items = known.items.iter().cloned().chain(trail.items).collect();
                }
                self.trail.answer(ticket, Ok(trail))
            }
            Err(error) => {
                let asked =
                    self.team.answer(ticket, Err(error.clone())) || self.trail.answer(ticket, Err(error.clone()));
                return asked.then_some(error);
            }
        };
        None
    }
}
