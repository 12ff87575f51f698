use portico_openapi::{
    ApiError, Kind,
    types::{self, RequestClear},
};
use uuid::Uuid;

use super::{App, Overlay, Stage, entering::reference};
use crate::{
    action::Action,
    draft::Owner,
    effect::{Call, Changes, Effect, Target},
    message::Changed,
    remote::Ticket,
};

/// A change that leaves everything as it is.
pub fn nothing() -> types::RequestChange {
    types::RequestChange {
        assignee_id: None,
        clear: None,
        due_on: None,
        follower_ids: None,
        priority: None,
        project_id: None,
        status: None,
        tags: None,
    }
}

/// A request as it is seen now.
pub fn target(request: &types::Request) -> Target {
    Target { id: request.id, number: request.number, version: request.version }
}

impl App {
    /// The requests a change is for: the marked ones in the list, else the one that has the keys.
    pub fn targets(&self) -> Vec<&types::Request> {
        let marked: Vec<_> =
            self.inbox.rows().iter().filter(|row| self.inbox.marked.contains(&row.id) && !self.in_pane).collect();
        if marked.is_empty() { self.subject().into_iter().collect() } else { marked }
    }

    /// What is known of requests that were targets when a picker opened.
    pub(super) fn known(&self, targets: &[Target]) -> Vec<types::Request> {
        let opened = self.conversation.data.get().map(|conversation| &conversation.request);
        let all = || self.inbox.rows().iter().chain(opened);
        targets.iter().filter_map(|target| all().find(|row| row.id == target.id)).cloned().collect()
    }

    /// Sends the same change for each target.
    pub(super) fn change(&mut self, what: &str, targets: &[Target], change: types::RequestChange) -> Vec<Effect> {
        self.change_each(what, targets.iter().map(|target| (*target, change.clone())).collect())
    }

    /// Sends a change of its own for each target, and shows it before it is answered.
    pub(super) fn change_each(&mut self, what: &str, changes: Changes) -> Vec<Effect> {
        if changes.is_empty() {
            return Vec::new();
        }
        let ticket = self.ticket();
        self.lend(ticket, changes.iter().map(|(target, _)| target.id));
        if self.pending.is_some() {
            self.queued.push_back((ticket, what.to_owned(), changes));
            return Vec::new();
        }
        self.send_change(ticket, what.to_owned(), changes)
    }

    fn send_change(&mut self, ticket: Ticket, what: String, changes: Changes) -> Vec<Effect> {
        self.pending = Some((ticket, what));
        let targets: Vec<Target> = changes.iter().map(|(target, _)| *target).collect();
        self.before = self.known(&targets);
        for row in self.before.clone() {
            if let Some((_, change)) = changes.iter().find(|(target, _)| target.id == row.id) {
                let shown = self.changed_by(row, change);
                self.renew(&shown);
            }
        }
        vec![Effect::Call(ticket, Call::Change(changes))]
    }

    /// A request as a change will leave it, as far as rows show it.
    fn changed_by(&self, mut row: types::Request, change: &types::RequestChange) -> types::Request {
        let cleared = |what: RequestClear| change.clear.as_ref().is_some_and(|all| all.contains(&what));
        let staff = self.directory.get().map(|all| all.staff.as_slice()).unwrap_or_default();
        if let Some(person) = change.assignee_id.and_then(|id| staff.iter().find(|person| person.id == id)) {
            row.assignee = Some(types::PersonRef { id: person.id, name: person.name.clone() });
        }
        if cleared(RequestClear::Assignee) {
            row.assignee = None;
        }
        if cleared(RequestClear::Project) {
            row.project = None;
        }
        if change.due_on.is_some() || cleared(RequestClear::DueOn) {
            row.due_on = change.due_on;
        }
        row.priority = change.priority.unwrap_or(row.priority);
        row.status = change.status.unwrap_or(row.status);
        row.tags = change.tags.clone().unwrap_or(row.tags);
        row
    }

    /// Sends the change that waited longest, on the requests as they are now.
    pub(super) fn next_change(&mut self) -> Vec<Effect> {
        let Some((ticket, what, mut changes)) = self.queued.pop_front() else {
            return Vec::new();
        };
        let targets: Vec<Target> = changes.iter().map(|(target, _)| *target).collect();
        for row in self.known(&targets) {
            for (known, _) in changes.iter_mut().filter(|(known, _)| known.id == row.id) {
                known.version = known.version.max(row.version);
            }
        }
        self.send_change(ticket, what, changes)
    }

    /// Takes the marks off what is sent: whatever is marked from now on is for the next change.
    pub(super) fn lend(&mut self, ticket: Ticket, sent: impl Iterator<Item = Uuid>) {
        let marks = sent.filter(|id| self.inbox.marked.remove(id)).collect();
        self.lent.insert(ticket, marks);
    }

    /// Marks again what was marked when it was sent and was refused, as far as it is in the list.
    pub(super) fn give_back(&mut self, ticket: Ticket, refused: impl Fn(Uuid) -> bool) {
        let lent = self.lent.remove(&ticket).unwrap_or_default();
        let rows = self.inbox.rows().iter().map(|row| row.id);
        let back: Vec<Uuid> = rows.filter(|id| lent.contains(id) && refused(*id)).collect();
        self.inbox.marked.extend(back);
    }

    /// Takes what came of a change: rows are renewed, failures named, and those that failed are marked again.
    pub(super) fn changed(&mut self, ticket: Ticket, changes: Vec<Changed>) -> Vec<Effect> {
        let Some((_, what)) = self.pending.take_if(|(waiting, _)| *waiting == ticket) else {
            return Vec::new();
        };
        let total = changes.len();
        let (_, failures) = self.renewed(ticket, changes);
        for row in std::mem::take(&mut self.before) {
            if failures.iter().any(|(target, _)| target.id == row.id) {
                self.renew(&row);
            }
        }
        if let Some((_, error)) = failures.iter().find(|(_, error)| error.kind == Kind::Unauthorized) {
            let error = error.clone();
            return self.troubled("", &error);
        }
        if failures.iter().any(|(_, error)| error.kind == Kind::Unreachable) {
            // Whatever were asked now would say in its place only that the server is away; it is asked when it is back.
            self.fail(told(&what, total, &failures));
            return self.next_change();
        }
        let mut effects = vec![self.fetch_counts()];
        if failures.is_empty() {
            let several = if total > 1 { format!(" ({total})") } else { String::new() };
            effects.extend(self.say(format!("{what}{several}.")));
        } else {
            self.fail(told(&what, total, &failures));
            effects.extend(self.fetch_conversation());
        }
        effects.extend(self.fetch_requests());
        effects.extend(self.next_change());
        effects
    }

    /// Renews the rows of what was done and marks again what was not; answers what was, and what was not.
    pub(super) fn renewed(&mut self, ticket: Ticket, changes: Vec<Changed>) -> (Vec<Target>, Vec<(Target, ApiError)>) {
        let (mut done, mut failures) = (Vec::new(), Vec::new());
        for (target, result) in changes {
            match result {
                Ok(request) => {
                    done.push(target);
                    self.renew(&request);
                }
                Err(error) => failures.push((target, error)),
            }
        }
        self.give_back(ticket, |id| failures.iter().any(|(target, _)| target.id == id));
        (done, failures)
    }

    /// What is known of a request, where that is newer than what was told: answers overtake each other.
    pub(super) fn newer(&self, told: &types::Request) -> Option<&types::Request> {
        let opened = self.conversation.data.get().map(|conversation| &conversation.request);
        let known = self.inbox.rows().iter().chain(opened);
        known.filter(|known| known.id == told.id && known.version > told.version).max_by_key(|known| known.version)
    }

    /// Puts a request as it is now in the place of its row, and of what the pane knows of it.
    pub(super) fn renew(&mut self, request: &types::Request) {
        self.inbox.replace(request);
        if let Some(open) = self.conversation.data.get_mut()
            && open.request.id == request.id
            && open.request.version <= request.version
        {
            open.request = request.clone();
            self.conversation.as_of = Some(self.now);
        }
    }

    pub(super) fn mark(&mut self, action: Action) -> Vec<Effect> {
        let rows = self.inbox.remote.get().map(|rows| rows.items.as_slice()).unwrap_or_default();
        if action == Action::MarkAll {
            if self.inbox.marked.len() == rows.len() {
                self.inbox.marked.clear();
            } else {
                self.inbox.marked = rows.iter().map(|row| row.id).collect();
            }
            return Vec::new();
        }
        let Some(id) = self.current().map(|row| row.id) else {
            return Vec::new();
        };
        if !self.inbox.marked.remove(&id) {
            self.inbox.marked.insert(id);
        }
        self.step(1)
    }

    pub(super) fn assign_me(&mut self) -> Vec<Effect> {
        let Some(me) = self.me.as_ref().map(|me| me.staff.id) else {
            return Vec::new();
        };
        let targets: Vec<_> = self.targets().into_iter().map(target).collect();
        let change = types::RequestChange { assignee_id: Some(me), ..nothing() };
        self.change("Assigned to you", &targets, change)
    }

    /// Closes what was asked about.
    pub(super) fn close(&mut self, targets: &[Target]) -> Vec<Effect> {
        let close = |target: &Target| Some(types::HeldClose { request_id: target.id });
        let actions =
            targets.iter().map(|target| types::HeldAction { request_close: close(target), ..Default::default() });
        actions.collect::<Vec<_>>().into_iter().map(|action| self.hold(action)).collect()
    }

    pub(super) fn sign_out(&mut self) -> Vec<Effect> {
        let mut effects: Vec<_> = self.drafts.values().cloned().map(Box::new).map(Effect::SaveDraft).collect();
        let ticket = self.ticket();
        effects.push(Effect::Call(ticket, Call::SignOut));
        effects
    }

    pub(super) fn signed_out(&mut self, answer: Result<(), ApiError>) -> Vec<Effect> {
        let message = match answer {
            Ok(()) => "You are signed out.".to_owned(),
            Err(error) => {
                format!("You are signed out here; the server was not told: {}", error.message)
            }
        };
        let effects = self.ask_to_sign_in(&message);
        self.forget();
        effects
    }

    /// Nothing of the one person is shown to the next.
    fn forget(&mut self) {
        let kept = Owner { email: String::new(), ..self.owner.clone() };
        if let Stage::SignIn(form) = &mut self.stage {
            form.field = 1;
            form.email = crate::input::Input::default();
        }
        self.owner = kept;
        self.me = None;
        self.in_pane = false;
        self.composer = None;
        self.form = None;
        self.overlay = None;
        self.drafts.clear();
        self.keeping = Default::default();
        self.queue.clear();
        self.inbox = Default::default();
        self.counts = Default::default();
        self.directory = Default::default();
        self.conversation = Default::default();
        self.project = Default::default();
        self.members = Default::default();
        self.notifications = Default::default();
        self.load = Default::default();
        self.charts = Default::default();
        self.board = Default::default();
        self.approval = Default::default();
        self.billing = Default::default();
        self.automation = Default::default();
        self.triage = Default::default();
        self.waiting.clear();
        self.held = Default::default();
        self.office = Default::default();
    }

    /// Asks before closing, with another key than the one that chose.
    pub(super) fn ask_to_close(&mut self, targets: Vec<Target>) -> Vec<Effect> {
        self.overlay = Some(Overlay::ConfirmClose(targets));
        Vec::new()
    }
}

pub(super) fn told(what: &str, total: usize, failures: &[(Target, ApiError)]) -> String {
    let each: Vec<_> = failures
        .iter()
        .take(3)
        .map(|(target, error)| {
            let reason = match error.kind {
                Kind::Stale => "someone changed it meanwhile; look and repeat",
                _ => error.message.trim_end_matches('.'),
            };
            format!("#{}: {reason}{}", target.number, reference(error))
        })
        .collect();
    let more = if failures.len() > 3 { "; and more" } else { "" };
    if total == 1 {
        format!("Not done ({what}). {}", each.join("; "))
    } else {
        let done = total - failures.len();
        format!("{what}: {done} of {total}. {}{more}", each.join("; "))
    }
}
