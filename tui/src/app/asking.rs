use std::time::Duration;

use uuid::Uuid;

use super::{App, Scroll};
use crate::{
    action::View,
    charts::{Asked, Part},
    effect::{Call, Effect, Query},
    message::Timer,
    screens::inbox::Selection,
};

/// Rows asked for at once.
pub const PAGE: usize = 100;

/// A longer list than this is not fetched again on its own.
pub const MOST: usize = 1000;

impl App {
    /// Fetches everything the screen shows, keeping what is there until the answers come.
    pub(super) fn reload(&mut self) -> Vec<Effect> {
        let mut effects = vec![self.fetch_counts(), self.fetch_directory(), self.fetch_views()];
        effects.push(self.fetch_notifications());
        effects.push(self.fetch_held());
        effects.extend(self.fetch_requests());
        match self.view {
            View::Approvals => {
                effects.extend(self.fetch_board());
                effects.extend(self.fetch_approval());
            }
            View::Billing => {
                effects.extend(self.fetch_ledger());
                effects.extend(self.fetch_invoice());
            }
            View::Automation => {
                effects.extend(self.fetch_shelf());
                effects.extend(self.fetch_whole());
            }
            View::Overview => effects.push(self.fetch_overview()),
            View::Projects => effects.extend(self.fetch_project()),
            View::Workspaces => effects.extend(self.fetch_members()),
            View::Agency => effects.extend(self.look()),
            _ => effects.extend(self.fetch_conversation()),
        }
        effects
    }

    /// Fetches what a screen shows when it is turned to.
    pub(super) fn fetch_view(&mut self) -> Vec<Effect> {
        match self.view {
            View::Overview => vec![self.fetch_overview()],
            View::Projects | View::Workspaces => vec![self.fetch_directory()],
            View::Notifications => vec![self.fetch_notifications()],
            View::Approvals => self.fetch_board(),
            View::Billing => self.fetch_ledger(),
            View::Automation => self.fetch_shelf(),
            _ => {
                let mut effects = vec![self.fetch_counts()];
                effects.extend(self.fetch_requests());
                effects
            }
        }
    }

    pub(super) fn fetch_counts(&mut self) -> Effect {
        let ticket = self.ticket();
        self.counts.ask(ticket);
        Effect::Call(ticket, Call::Counts)
    }

    pub(super) fn fetch_directory(&mut self) -> Effect {
        let ticket = self.ticket();
        self.directory.ask(ticket);
        Effect::Call(ticket, Call::Directory)
    }

    pub(super) fn fetch_notifications(&mut self) -> Effect {
        let ticket = self.ticket();
        self.notifications.ask(ticket);
        Effect::Call(ticket, Call::Notifications)
    }

    /// Fetches the part of the overview that is shown.
    pub(super) fn fetch_overview(&mut self) -> Effect {
        let ticket = self.ticket();
        match self.charts.part.by() {
            None => {
                self.load.ask(ticket);
                Effect::Call(ticket, Call::Load)
            }
            Some(by) => {
                self.charts.report.ask(ticket);
                Effect::Call(ticket, Call::Report(Asked::usual(by)))
            }
        }
    }

    /// Shows the next part of the overview, from its beginning.
    pub(super) fn turn_charts(&mut self) -> Vec<Effect> {
        self.charts.turn();
        self.scroll = Scroll::default();
        vec![self.fetch_overview()]
    }

    /// Has bars show something else. What is open now has none of how long it took, so that the first report is turned to.
    pub(super) fn turn_measure(&mut self) -> Vec<Effect> {
        self.charts.measure = self.charts.measure.next();
        match self.charts.part {
            Part::Now => self.turn_charts(),
            Part::Person | Part::Type | Part::Week => Vec::new(),
        }
    }

    /// Fetches the inbox from its beginning, as far as it was fetched before.
    pub(super) fn fetch_requests(&mut self) -> Vec<Effect> {
        if !self.view.is_inbox() {
            return Vec::new();
        }
        let wanted = self.inbox.rows().len().clamp(PAGE, MOST);
        let query = self.query(None, wanted);
        let ticket = self.ticket();
        self.inbox.remote.ask(ticket);
        self.inbox.asked = Some(self.selection());
        vec![Effect::Call(ticket, Call::Requests(query))]
    }

    /// Fetches the next page when the cursor comes near the end of what is there.
    pub(super) fn fetch_more(&mut self) -> Vec<Effect> {
        let near = self.inbox.cursor.index + PAGE / 2 >= self.inbox.rows().len();
        let cursor = self.inbox.remote.get().and_then(|rows| rows.next.clone());
        let (true, true, Some(cursor)) = (self.view.is_inbox(), near, cursor) else {
            return Vec::new();
        };
        if self.inbox.remote.is_asked() {
            return Vec::new();
        }
        let query = self.query(Some(cursor), PAGE);
        let ticket = self.ticket();
        self.inbox.remote.ask(ticket);
        vec![Effect::Call(ticket, Call::Requests(query))]
    }

    /// What the inbox is a list of.
    pub(super) fn selection(&self) -> Selection {
        Selection { view: self.view, filter: self.whole_filter(), sort: self.list_order() }
    }

    fn query(&self, cursor: Option<String>, wanted: usize) -> Query {
        Query { filter: self.whole_filter(), sort: self.list_order(), cursor, wanted }
    }

    /// Begins at the top where the pane shows another thing.
    pub(super) fn turned(&mut self, other: bool) {
        if other {
            self.scroll = Scroll::default();
            self.place = 0;
        }
    }

    pub(super) fn turn_to_request(&mut self, id: Uuid) -> Vec<Effect> {
        self.inbox.fresh.remove(&id);
        if self.conversation.turn_to(id) {
            self.scroll = Scroll { top: 0, at_end: true };
        }
        self.fetch_conversation()
    }

    pub(super) fn turn_to_project(&mut self, id: Uuid) -> Vec<Effect> {
        let other = self.project.turn_to(id);
        self.turned(other);
        self.fetch_project()
    }

    pub(super) fn turn_to_workspace(&mut self, id: Uuid) -> Vec<Effect> {
        let other = self.members.turn_to(id);
        self.turned(other);
        self.fetch_members()
    }

    pub(super) fn fetch_conversation(&mut self) -> Vec<Effect> {
        let Some(id) = self.conversation.id else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.conversation.data.ask(ticket);
        vec![Effect::Call(ticket, Call::Conversation(id))]
    }

    pub(super) fn fetch_project(&mut self) -> Vec<Effect> {
        let Some(id) = self.project.id else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.project.data.ask(ticket);
        vec![Effect::Call(ticket, Call::Project(id))]
    }

    pub(super) fn fetch_members(&mut self) -> Vec<Effect> {
        let Some(id) = self.members.id else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.members.data.ask(ticket);
        vec![Effect::Call(ticket, Call::Members(id))]
    }

    /// Opens a request from wherever the person is.
    pub(super) fn visit_request(&mut self, id: Uuid) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.view.is_inbox() {
            effects.extend(self.show(View::Open));
        }
        if let Some(index) = self.inbox.rows().iter().position(|row| row.id == id) {
            self.inbox.cursor.to(index);
        }
        // A rest of the cursor before must not take the pane back.
        self.inbox.preview_stamp = self.next_stamp();
        effects.extend(self.turn_to_request(id));
        self.in_pane = true;
        effects
    }

    /// Opens a project from wherever the person is.
    pub(super) fn visit_project(&mut self, id: Uuid) -> Vec<Effect> {
        let mut effects = self.show(View::Projects);
        let all = self.directory.get().map(|all| all.projects.as_slice()).unwrap_or_default();
        if let Some(index) = all.iter().position(|project| project.id == id) {
            self.projects.to(index);
        }
        self.inbox.preview_stamp = self.next_stamp();
        effects.extend(self.turn_to_project(id));
        self.in_pane = true;
        effects
    }

    /// Opens a client from wherever the person is.
    pub(super) fn visit_workspace(&mut self, id: Uuid) -> Vec<Effect> {
        let mut effects = self.show(View::Workspaces);
        let all = self.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
        if let Some(index) = all.iter().position(|workspace| workspace.id == id) {
            self.workspaces.to(index);
        }
        self.inbox.preview_stamp = self.next_stamp();
        effects.extend(self.turn_to_workspace(id));
        self.in_pane = true;
        effects
    }

    /// Fetches again in a moment, once for all the events of that moment.
    pub(super) fn refresh_soon(&mut self) -> Vec<Effect> {
        if std::mem::replace(&mut self.refresh_armed, true) {
            return Vec::new();
        }
        vec![Effect::After(Duration::from_millis(300), Timer::Refresh)]
    }
}
