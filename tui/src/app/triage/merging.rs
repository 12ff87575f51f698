use portico_openapi::{ApiError, types::Request};
use uuid::Uuid;

use super::App;
use crate::{
    app::Overlay,
    effect::{Call, Effect, Target},
    office,
    picker::{Choice, Item, Picker, Reach},
    remote::Ticket,
    triage::{Deed, Move, Plan, Then, merging, word},
};

/// The most that are merged at once.
const MOST: usize = 20;

impl App {
    /// Offers what the requests can become a part of: the same client's, first those at hand.
    pub(super) fn pick_whole(&mut self) -> Vec<Effect> {
        let rows = self.targets();
        let title = match rows.as_slice() {
            [] => return self.say("There is no request here."),
            [one] => format!("Merge #{} into", one.number),
            many if many.len() > MOST => return self.say(format!("At most {MOST} requests are merged at once.")),
            many => format!("Merge {} marked requests into", many.len()),
        };
        let client = rows[0].workspace.id;
        if rows.iter().any(|row| row.workspace.id != client) {
            return self.say("The marked requests are of several clients; what is merged is one client’s.");
        }
        let targets = self.aims();
        let items = items(self.inbox.rows(), client, &targets);
        let effects = self.pick(Picker::one(title, items).reaching(Reach::Into(client)));
        let ticket = self.ticket();
        self.triage.beside = Some(ticket);
        effects.into_iter().chain([Effect::Call(ticket, Call::Beside(client))]).collect()
    }

    /// Takes what else the client wants, for as long as it is chosen from.
    pub(in crate::app) fn took_beside(
        &mut self,
        ticket: Ticket,
        answer: Result<Vec<Request>, ApiError>,
    ) -> Vec<Effect> {
        if self.triage.beside.take_if(|waiting| *waiting == ticket).is_none() {
            return Vec::new();
        }
        let rows = match answer {
            Ok(rows) => rows,
            Err(error) => return self.unanswered("Not all are offered.", &error),
        };
        if let Some(Overlay::Picker(picker, targets)) = &mut self.overlay
            && let Some(Reach::Into(client)) = picker.reaches
        {
            picker.add(items(&rows, client, targets));
        }
        Vec::new()
    }

    /// Asks how things stand now, so that what would come of it is what is shown.
    pub(in crate::app) fn weigh(&mut self, targets: &[Target], into: Uuid) -> Vec<Effect> {
        let ticket = self.ticket();
        self.triage.weighing = Some(ticket);
        let ids = targets.iter().map(|target| target.id).collect();
        let mut effects = self.say("Looking at both …");
        effects.push(Effect::Call(ticket, Call::Weigh(ids, into)));
        effects
    }

    /// Shows what merging would come to, and asks.
    pub(in crate::app) fn weighed(
        &mut self,
        ticket: Ticket,
        answer: Result<(Vec<Request>, Box<Request>), ApiError>,
    ) -> Vec<Effect> {
        if self.triage.weighing.take_if(|waiting| *waiting == ticket).is_none() || self.overlay.is_some() {
            return Vec::new();
        }
        self.notice = None;
        match answer {
            Ok((sources, into)) => {
                self.overlay = Some(Overlay::Plan(Box::new(merging(&sources, &into, self.now, self.zone))));
                Vec::new()
            }
            Err(error) => self.unanswered("Nothing is merged.", &error),
        }
    }

    /// Does what was looked at and agreed to.
    pub(in crate::app) fn do_plan(&mut self, plan: Plan) -> Vec<Effect> {
        match plan.then {
            Some(Then::Merge(targets, into)) => self.move_requests(targets, Move::Merge(into)),
            Some(Then::Apply(id)) => {
                let effects = self.ask_for((self.new_key)(), office::Deed::Triage(Deed::Apply(id)));
                if let [Effect::Call(ticket, Call::Do(..))] = effects.as_slice() {
                    let marked = self.inbox.marked.clone();
                    self.lend(*ticket, marked.into_iter());
                }
                effects
            }
            None => Vec::new(),
        }
    }

    /// Makes what is part of another a request of its own again.
    pub(super) fn unmerge(&mut self) -> Vec<Effect> {
        let targets = self.aims();
        self.move_requests(targets, Move::Unmerge)
    }

    /// Goes to what the request is part of.
    pub(super) fn show_whole(&mut self) -> Vec<Effect> {
        match self.whole_of() {
            Some(id) => self.visit_request(id),
            None => self.say("This request is part of no other."),
        }
    }
}

/// What of a client's requests others can become a part of.
fn items(rows: &[Request], client: Uuid, parts: &[Target]) -> Vec<Item> {
    let fits = |row: &&Request| {
        row.workspace.id == client && row.merged_into.is_none() && parts.iter().all(|part| part.id != row.id)
    };
    let rows = rows.iter().filter(fits);
    let item = |row: &Request| {
        let label = format!("#{} {}", row.number, row.subject);
        Item::new(label, word(row.status), Choice::MergeInto(row.id))
    };
    rows.map(item).collect()
}
