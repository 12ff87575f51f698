use portico_openapi::{ApiError, types};
use uuid::Uuid;

use super::{Section, account::Account, audit, rules, team::Team, webhooks};
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
    /// What it says of itself.
    pub settings: Remote<types::AgencySettings>,
    /// How it looks.
    pub brand: Remote<types::Brand>,
    /// Its own hosts.
    pub domains: Remote<Vec<types::Domain>>,
    /// How it bills.
    pub billing: Remote<types::BillingSettings>,
    /// When it works, and what it promises.
    pub hours: Remote<types::ServiceHours>,
    /// Answers that staff have ready.
    pub canned: Remote<Vec<types::CannedReply>>,
    /// What is done by itself with requests that come in.
    pub rules: Remote<rules::Shelf>,
    /// One's own account.
    pub account: Remote<Account>,
    /// What was done.
    pub trail: Remote<audit::Trail>,
    /// Which of it is looked for.
    pub filter: audit::Filter,
    /// Where it is told of what happens.
    pub webhooks: Remote<webhooks::Shelf>,
    /// Of which webhook it is shown what it was told.
    pub unfolded: Option<Uuid>,
}

/// What is asked about the agency's own affairs.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// The team; whether with what only owners and admins see.
    Team(bool),
    /// The settings.
    Settings,
    /// The brand.
    Brand,
    /// The hosts.
    Domains,
    /// How the agency bills.
    Billing,
    /// When it works.
    Hours,
    /// The answers that are ready.
    Canned,
    /// The rules for requests that come in.
    Rules,
    /// One's own account.
    Account,
    /// A page of the audit trail, from a cursor on.
    Trail(audit::Filter, Option<String>),
    /// The webhooks.
    Webhooks,
}

/// What the server answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// The team.
    Team(Team),
    /// The settings.
    Settings(types::AgencySettings),
    /// The brand.
    Brand(Box<types::Brand>),
    /// The hosts.
    Domains(Vec<types::Domain>),
    /// How the agency bills.
    Billing(Box<types::BillingSettings>),
    /// When it works.
    Hours(Box<types::ServiceHours>),
    /// The answers that are ready.
    Canned(Vec<types::CannedReply>),
    /// The rules for requests that come in.
    Rules(Box<rules::Shelf>),
    /// One's own account.
    Account(Box<Account>),
    /// A page of the audit trail, and whether it goes on from an earlier one.
    Trail(audit::Trail, bool),
    /// The webhooks.
    Webhooks(Box<webhooks::Shelf>),
}

impl Office {
    /// What a section shows is asked for with this number.
    pub fn ask(&mut self, section: Section, is_admin: bool, ticket: Ticket) -> Look {
        match section {
            Section::Team => {
                self.team.ask(ticket);
                Look::Team(is_admin)
            }
            Section::Settings => {
                self.settings.ask(ticket);
                Look::Settings
            }
            Section::Brand => {
                self.brand.ask(ticket);
                Look::Brand
            }
            Section::Domains => {
                self.domains.ask(ticket);
                Look::Domains
            }
            Section::Billing => {
                self.billing.ask(ticket);
                Look::Billing
            }
            Section::Hours => {
                self.hours.ask(ticket);
                Look::Hours
            }
            Section::Canned => {
                self.canned.ask(ticket);
                Look::Canned
            }
            Section::Rules => {
                self.rules.ask(ticket);
                Look::Rules
            }
            Section::Account => {
                self.account.ask(ticket);
                Look::Account
            }
            Section::Audit => {
                self.trail.ask(ticket);
                Look::Trail(self.filter.clone(), None)
            }
            Section::Webhooks => {
                self.webhooks.ask(ticket);
                Look::Webhooks
            }
        }
    }

    /// Takes an answer, if it is to the latest question; a failure comes back to be told.
    pub fn take(&mut self, ticket: Ticket, answer: Result<Seen, ApiError>) -> Option<ApiError> {
        match answer {
            Ok(Seen::Team(team)) => self.team.answer(ticket, Ok(team)),
            Ok(Seen::Settings(settings)) => self.settings.answer(ticket, Ok(settings)),
            Ok(Seen::Brand(brand)) => self.brand.answer(ticket, Ok(*brand)),
            Ok(Seen::Domains(domains)) => self.domains.answer(ticket, Ok(domains)),
            Ok(Seen::Billing(billing)) => self.billing.answer(ticket, Ok(*billing)),
            Ok(Seen::Hours(hours)) => self.hours.answer(ticket, Ok(*hours)),
            Ok(Seen::Canned(canned)) => self.canned.answer(ticket, Ok(canned)),
            Ok(Seen::Rules(shelf)) => self.rules.answer(ticket, Ok(*shelf)),
            Ok(Seen::Account(account)) => self.account.answer(ticket, Ok(*account)),
            Ok(Seen::Webhooks(shelf)) => self.webhooks.answer(ticket, Ok(*shelf)),
            Ok(Seen::Trail(page, continues)) => {
                let mut trail = page;
                if let Some(known) = self.trail.get().filter(|_| continues) {
                    trail.items = known.items.iter().cloned().chain(trail.items).collect();
                }
                self.trail.answer(ticket, Ok(trail))
            }
            Err(error) => {
                let asked = self.team.answer(ticket, Err(error.clone()))
                    || self.settings.answer(ticket, Err(error.clone()))
                    || self.brand.answer(ticket, Err(error.clone()))
                    || self.rules.answer(ticket, Err(error.clone()))
                    || self.domains.answer(ticket, Err(error.clone()))
                    || self.billing.answer(ticket, Err(error.clone()))
                    || self.hours.answer(ticket, Err(error.clone()))
                    || self.canned.answer(ticket, Err(error.clone()))
                    || self.account.answer(ticket, Err(error.clone()))
                    || self.webhooks.answer(ticket, Err(error.clone()))
                    || self.trail.answer(ticket, Err(error.clone()));
                return asked.then_some(error);
            }
        };
        None
    }
}
