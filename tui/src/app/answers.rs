use portico_openapi::{ApiError, Kind, types::Request};

use super::{App, entering::reference};
use crate::{
    effect::Effect,
    message::{Answer, RequestPage},
    remote::Ticket,
    text,
};

impl App {
    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer) -> Vec<Effect> {
        let failure = match answer {
            Answer::Arrived(answer) => return self.arrived(ticket, answer),
            Answer::SignedOut(answer) => return self.signed_out(answer),
            Answer::Changed(changes) => return self.changed(ticket, changes),
            Answer::Moved(changes) => return self.moved_requests(ticket, changes),
            Answer::Weighed(answer) => return self.weighed(ticket, answer),
            Answer::Beside(answer) => return self.took_beside(ticket, answer),
            Answer::Drafts(answer) => return self.took_drafts(ticket, answer),
            Answer::Kept(place, answer) => return self.took_kept(ticket, place, answer),
            Answer::Forgot(place, answer) => return self.forgot(place, &answer),
            Answer::Present(answer) => {
                self.took_present(ticket, answer);
                None
            }
            Answer::Departed => None,
            Answer::Thread(answer) => return self.looked(ticket, answer),
            Answer::Posted(answer) => return self.posted(ticket, answer),
            Answer::Seen(answer) => return self.seen(ticket, answer),
            Answer::Done(answer) => return self.done(ticket, answer),
            Answer::Holds(answer) => return self.holds(ticket, answer),
            Answer::Held(answer) => return self.took_held(ticket, answer),
            Answer::Recalled(answer) => return self.recalled(ticket, answer),
            Answer::Uploaded(answer) => return self.uploaded(ticket, answer),
            Answer::Pictured(answer) => return self.pictured(ticket, answer),
            Answer::Approvals(answer) => match self.board.take(ticket, answer) {
                Some(error) => Some(error),
                None => return self.took_board(),
            },
            Answer::Approval(answer) => {
                if let Ok(view) = &answer {
                    self.board.replace(&view.approval);
                }
                take(&mut self.approval.data, ticket, answer)
            }
            Answer::Invoices(answer) => match self.billing.ledger.take(ticket, answer) {
                Some(error) => Some(error),
                None => return self.fetch_more_invoices(),
            },
            Answer::Invoice(answer) => self.took_invoice(ticket, answer),
            Answer::StripeEvents(answer) => take(&mut self.billing.stripe, ticket, answer),
            Answer::Products(answer) => take(&mut self.billing.selling.products, ticket, answer),
            Answer::Subscriptions(answer) => take(&mut self.billing.selling.subscriptions, ticket, answer),
            Answer::Shelf(part, answer) => {
                match self.automation.shelf_asked(part).take(ticket, answer.map(|page| *page)) {
                    Some(error) => Some(error),
                    None => return self.fetch_more_of_shelf(),
                }
            }
            Answer::Whole(answer) => self.took_whole(ticket, answer),
            Answer::Faults(answer) => return self.took_faults(ticket, answer),
            Answer::Totals(answer) => return self.took_totals(ticket, answer),
            Answer::Aging(answer) => take(&mut self.billing.aging, ticket, answer),
            Answer::Revenue(answer) => take(&mut self.billing.revenue, ticket, answer),
            Answer::Requests(Ok(page)) => return self.take_page(ticket, page),
            Answer::Requests(Err(answer)) => return self.unlisted(ticket, answer),
            Answer::Views(answer) => take(&mut self.triage.views, ticket, answer),
            Answer::Found(answer) => return self.found(ticket, answer),
            Answer::Person(answer) => return self.took_person(ticket, answer),
            Answer::Ground(answer) => return self.took_ground(ticket, answer),
            Answer::Canned(answer) => return self.took_canned(ticket, answer),
            Answer::Filled(answer) => return self.took_filled(ticket, answer),
            Answer::Counts(answer) => take(&mut self.counts, ticket, answer),
            Answer::Directory(answer) => take(&mut self.directory, ticket, answer),
            Answer::Notifications(answer) => take(&mut self.notifications, ticket, answer),
            Answer::Load(answer) => take(&mut self.load, ticket, answer),
            Answer::Report(answer) => take(&mut self.charts.report, ticket, answer),
            Answer::Conversation(answer) => {
                let answer = answer.map(|mut told| {
                    if let Some(newer) = self.newer(&told.request).cloned() {
                        told.request = newer;
                    }
                    told
                });
                if let Ok(conversation) = &answer {
                    self.inbox.replace(&conversation.request);
                    self.conversation.as_of = Some(self.now);
                }
                let failure = take(&mut self.conversation.data, ticket, answer);
                self.note_seen();
                self.show_sought();
                failure
            }
            Answer::Project(answer) => take(&mut self.project.data, ticket, answer),
            Answer::Members(answer) => take(&mut self.members.data, ticket, answer.map(Box::new)),
            Answer::Read(Ok(())) => return vec![self.fetch_notifications()],
            Answer::Read(Err(error)) => Some(error),
        };
        match failure {
            Some(error) => self.troubled("", &error),
            None => Vec::new(),
        }
    }

    fn take_page(&mut self, ticket: Ticket, page: RequestPage) -> Vec<Effect> {
        let live = self.inbox.live;
        if !self.inbox.take(ticket, page, live) {
            return Vec::new();
        }
        self.inbox.live = false;
        if let Some(open) = self.conversation.data.get() {
            let older = |row: &Request| row.id == open.request.id && row.version < open.request.version;
            if self.inbox.rows().iter().any(older) {
                self.inbox.replace(&open.request);
            }
        }
        let height = usize::from(self.areas().list.height);
        let mut effects = Vec::new();
        if self.inbox.rows().len() < height {
            effects.extend(self.fetch_more());
        }
        self.leave_gone();
        if !self.in_pane && self.current().map(|row| row.id) != self.conversation.id {
            effects.extend(self.preview());
        }
        effects
    }

    /// Says what went wrong; without a valid sign-in, asks for one.
    pub(super) fn troubled(&mut self, what: &str, error: &ApiError) -> Vec<Effect> {
        if error.kind == Kind::Unauthorized && self.is_in() {
            return self.ask_to_sign_in("Your sign-in has ended. Please sign in again; what you wrote is kept.");
        }
        if error.code == "second_factor_setup_required" && self.is_in() {
            return self.lead_to_factor(None);
        }
        self.fail(format!("{what}{}{}", text::sentence(&error.message), reference(error)));
        Vec::new()
    }
}

/// Gives an answer to its question; a failure is told only when it was the latest question.
fn take<T>(remote: &mut crate::remote::Remote<T>, ticket: Ticket, answer: Result<T, ApiError>) -> Option<ApiError> {
    let failure = answer.as_ref().err().cloned();
    if remote.answer(ticket, answer) { failure } else { None }
}
