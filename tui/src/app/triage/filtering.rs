use std::{collections::BTreeSet, time::Duration};

use portico_openapi::ApiError;

use super::App;
use crate::{
    effect::Effect,
    message::{Timer, Unlisted},
    remote::Ticket,
    triage::{Fault, Known, Offer, offers},
};

impl App {
    /// What is typed in the filter counts when it rests. The marks are on what it asked before.
    pub(in crate::app) fn filter_soon(&mut self) -> Vec<Effect> {
        let stamp = self.next_stamp();
        self.inbox.filter_stamp = stamp;
        self.inbox.marked.clear();
        self.triage.fault = None;
        self.triage.offered = 0;
        self.triage.tags.extend(self.inbox.rows().iter().flat_map(|row| row.tags.iter().cloned()));
        vec![Effect::After(Duration::from_millis(250), Timer::Filter(stamp))]
    }

    /// Asks what the filter says by now, unless that was asked already; what was to rest is not waited for.
    pub(in crate::app) fn filter(&mut self) -> Vec<Effect> {
        self.inbox.filter_stamp = self.next_stamp();
        if self.inbox.is_of(&self.selection()) { Vec::new() } else { self.fetch_requests() }
    }

    /// What the filter can become at its cursor.
    pub fn filter_offers(&self) -> Vec<Offer> {
        offers(self.inbox.filter.before(), &self.names())
    }

    fn names(&self) -> Known<'_> {
        let mut known = Known::default();
        if let Some(all) = self.directory.get() {
            known.people = all.staff.iter().map(|one| one.name.as_str()).collect();
            known.projects = all.projects.iter().map(|one| one.name.as_str()).collect();
            let open = all.workspaces.iter().filter(|one| one.archived_at.is_none());
            known.clients = open.map(|one| one.name.as_str()).collect();
        }
        let seen = self.inbox.rows().iter().flat_map(|row| &row.tags);
        let tags: BTreeSet<&str> = seen.chain(&self.triage.tags).map(String::as_str).collect();
        known.tags = tags.into_iter().collect();
        known
    }

    /// Goes among what the filter can become.
    pub(in crate::app) fn step_offer(&mut self, by: isize) {
        let last = self.filter_offers().len().saturating_sub(1);
        self.triage.offered = self.triage.offered.saturating_add_signed(by).min(last);
    }

    /// Types what the filter can become.
    pub(in crate::app) fn take_offer(&mut self) -> Vec<Effect> {
        let Some(offer) = self.filter_offers().into_iter().nth(self.triage.offered) else {
            return Vec::new();
        };
        self.inbox.filter.replace(offer.instead, &offer.text);
        self.filter_soon()
    }

    /// Takes that there are no rows. A fault of the filter stands at its place, and the rows before it stay.
    pub(in crate::app) fn unlisted(&mut self, ticket: Ticket, answer: Unlisted) -> Vec<Effect> {
        let Unlisted { error, place } = answer;
        if !self.inbox.remote.answer(ticket, Err(error.clone())) {
            return Vec::new();
        }
        let Some(fault) = fault(&error, place) else {
            return self.troubled("", &error);
        };
        if !self.inbox.typing {
            let at = fault.place.as_ref().map(|(_, word)| format!(" at “{word}”")).unwrap_or_default();
            self.fail(format!("The filter has a fault{at}: {} / goes back to it.", fault.message));
        }
        self.triage.fault = Some(fault);
        Vec::new()
    }
}

/// What is wrong with the filter, if that is what is wrong.
fn fault(error: &ApiError, place: Option<portico_openapi::types::ProblemPlace>) -> Option<Fault> {
    let portico_openapi::Kind::Invalid(faults) = &error.kind else {
        return None;
    };
    let told = faults.iter().find(|fault| fault.field == "filter")?;
    let place = place.map(|place| (usize::try_from(place.offset).unwrap_or(0), place.word));
    Some(Fault { message: told.message.clone(), place })
}
