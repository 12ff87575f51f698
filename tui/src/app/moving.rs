use std::time::Duration;

use super::{App, Opened, Overlay, Reading, Scroll, Stage};
use crate::{
    action::{Action, View},
    automation::Part,
    cursor::Cursor,
    effect::{Call, Effect},
    layout::{self, WIDE},
    message::Timer,
    office::Section,
    screens::{self, sheet},
};

impl App {
    /// Goes to a screen; where one already is, fetches it again.
    pub(super) fn show(&mut self, view: View) -> Vec<Effect> {
        let other = self.view != view;
        self.view = view;
        self.in_pane = false;
        self.scroll = Scroll::default();
        self.turn_to_front();
        if other && view.is_inbox() {
            self.inbox.turn();
        }
        let mut effects = self.fetch_view();
        effects.extend(self.preview());
        effects
    }

    /// How many rows a page is.
    pub(super) fn page(&self) -> isize {
        let areas = self.areas();
        let area = if self.in_pane { areas.pane } else { areas.list };
        isize::try_from(layout::inside(area).height).unwrap_or(1).saturating_sub(2).max(1)
    }

    /// Moves whatever has the keys.
    pub(super) fn step(&mut self, by: isize) -> Vec<Effect> {
        if let Stage::SignIn(form) = &mut self.stage {
            let by = if by < 0 { form.back() } else { 1 };
            form.step(by);
            return Vec::new();
        }
        match &mut self.overlay {
            Some(Overlay::Picker(picker, _)) => {
                picker.cursor.step(by, picker.found.len());
                return self.preview_canned();
            }
            Some(Overlay::Search) => {
                let found = self.triage.search.hits().len();
                self.triage.search.cursor.step(by, found);
                return Vec::new();
            }
            Some(Overlay::Plan(plan)) => {
                plan.top = plan.top.saturating_add_signed(by);
                return Vec::new();
            }
            Some(Overlay::Help(top) | Overlay::Queued(_, top) | Overlay::Reading(Reading { top, .. })) => {
                *top = top.saturating_add_signed(by);
                return Vec::new();
            }
            _ => {}
        }
        if let Some(form) = &mut self.form {
            form.step(by);
            return Vec::new();
        }
        if self.inbox.typing {
            self.step_offer(by);
            return Vec::new();
        }
        if self.in_pane && self.rows() > 0 {
            self.place = self.place.saturating_add_signed(by);
            return if self.section() == Some(Section::Audit) { self.fetch_more_entries() } else { Vec::new() };
        }
        if self.in_pane || self.view == View::Overview {
            return self.scroll(by);
        }
        let (cursor, length) = self.list();
        let before = *cursor;
        cursor.step(by, length);
        if *cursor != before {
            self.place = 0;
        }
        let mut effects = self.preview();
        effects.extend(match self.view {
            View::Approvals => self.fetch_more_approvals(),
            View::Billing => self.fetch_more_invoices(),
            View::Automation => self.fetch_more_of_shelf(),
            _ => self.fetch_more(),
        });
        effects
    }

    /// How many rows of the pane can be gone to.
    pub fn rows(&self) -> usize {
        screens::entries(self, usize::from(self.screen.width)).map_or(0, |entries| sheet::count(&entries))
    }

    /// Brings the row of the pane that has the cursor onto the screen.
    pub(super) fn settle_row(&mut self, columns: usize, height: usize) {
        let Some(entries) = screens::entries(self, columns).filter(|_| self.in_pane) else {
            return;
        };
        self.place = self.place.min(sheet::count(&entries).saturating_sub(1));
        let Some(span) = sheet::span(&entries, self.place) else {
            return;
        };
        // What stands above the first row is seen with it.
        let start = if self.place == 0 { 0 } else { span.start };
        self.scroll.top = self.scroll.top.min(start).max(span.end.saturating_sub(height));
    }

    /// Scrolls the pane. At the end it stays there as the text grows.
    pub(super) fn scroll(&mut self, by: isize) -> Vec<Effect> {
        let before = self.scroll.top;
        self.scroll.at_end = false;
        self.scroll.top = before.saturating_add_signed(by).min(usize::from(u16::MAX));
        let wanted = self.scroll.top;
        self.settle();
        self.scroll.at_end = by > 0 && self.scroll.top < wanted || by == isize::MAX;
        Vec::new()
    }

    fn list(&mut self) -> (&mut Cursor, usize) {
        let directory = self.directory.get();
        match self.view {
            View::Projects => (&mut self.projects, directory.map_or(0, |all| all.projects.len())),
            View::Workspaces => (&mut self.workspaces, directory.map_or(0, |all| all.workspaces.len())),
            View::Approvals => {
                let length = self.board.rows().len();
                (&mut self.board.cursor, length)
            }
            View::Billing => {
                let length = self.billing.ledger.rows().len();
                (&mut self.billing.ledger.cursor, length)
            }
            View::Automation => {
                let shelf = self.automation.shelf_mut();
                let length = shelf.rows().len();
                (&mut shelf.cursor, length)
            }
            View::Agency => {
                let length = self.sections().len();
                (&mut self.office.cursor, length)
            }
            View::Notifications => {
                let length = self.notifications.get().map_or(0, Vec::len);
                (&mut self.notification, length)
            }
            _ => {
                let length = self.inbox.rows().len();
                (&mut self.inbox.cursor, length)
            }
        }
    }

    /// Puts the cursor of the list on a row.
    pub(super) fn go_to(&mut self, index: usize) -> Vec<Effect> {
        let (cursor, length) = self.list();
        if index < length {
            cursor.to(index);
        }
        self.preview()
    }

    /// Where list and pane stand side by side, the pane follows the cursor when it rests.
    pub(super) fn preview(&mut self) -> Vec<Effect> {
        if self.screen.width < WIDE || !self.has_pane() {
            return Vec::new();
        }
        let stamp = self.next_stamp();
        self.inbox.preview_stamp = stamp;
        vec![Effect::After(Duration::from_millis(120), Timer::Preview(stamp))]
    }

    /// Looks at the row under the cursor, and gives the pane the keys.
    pub(super) fn open(&mut self) -> Vec<Effect> {
        if self.view == View::Notifications {
            return self.open_notification();
        }
        if self.view == View::Agency {
            return self.turn_to_section();
        }
        let effects = self.fill_pane();
        self.in_pane = self.pane_is_filled();
        effects
    }

    fn pane_is_filled(&self) -> bool {
        match self.view {
            View::Projects => self.project.id.is_some(),
            View::Workspaces => self.members.id.is_some(),
            View::Approvals => self.approval.id.is_some(),
            View::Billing => self.billing.invoice.id.is_some(),
            View::Automation => self.automation.opened.id.is_some(),
            _ => self.conversation.id.is_some(),
        }
    }

    /// Fetches what the pane shows of the row under the cursor.
    pub(super) fn fill_pane(&mut self) -> Vec<Effect> {
        match self.view {
            View::Projects => self.current_project().map(|row| row.id).map(|id| self.turn_to_project(id)),
            View::Workspaces => self.current_workspace().map(|row| row.id).map(|id| self.turn_to_workspace(id)),
            View::Approvals => self.board.current().map(|row| row.id).map(|id| self.turn_to_approval(id)),
            View::Billing if self.in_pane => Some(self.fetch_invoice()),
            View::Billing => self.billing.ledger.current().map(|row| row.id).map(|id| self.turn_to_invoice(id)),
            View::Automation if self.in_pane => Some(self.fetch_whole()),
            View::Automation => {
                self.automation.from = None;
                self.automation.shelf().current().map(|row| row.id()).map(|id| self.turn_to_whole(id))
            }
            View::Agency => Some(self.look()),
            _ if self.in_pane => Some(self.fetch_conversation()),
            _ => {
                let here = self.current().map(|row| row.id);
                self.leave_gone();
                here.map(|id| self.turn_to_request(id))
            }
        }
        .unwrap_or_default()
    }

    /// Empties the pane of requests where no row stands beside it that it could be of.
    pub(super) fn leave_gone(&mut self) {
        if !self.in_pane && self.current().is_none() {
            self.conversation = Opened::default();
        }
    }

    fn open_notification(&mut self) -> Vec<Effect> {
        let all = self.notifications.get().map(Vec::as_slice).unwrap_or_default();
        let Some(notification) = all.get(self.notification.index).cloned() else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        if notification.read_at.is_none() {
            let ticket = self.ticket();
            effects.push(Effect::Call(ticket, Call::Read(Some(notification.id))));
        }
        if let Some(id) = notification.request_id {
            effects.extend(self.visit_request(id));
        } else if let Some(id) = notification.approval_id {
            effects.extend(self.visit_approval(id));
        } else if let Some(id) = notification.invoice_id {
            effects.extend(self.visit_invoice(id));
        } else if let Some(id) = notification.project_id {
            effects.extend(self.visit_project(id));
        } else if let Some(id) = notification.run_id {
            effects.extend(self.visit_part(Part::Runs, id));
        } else if let Some(id) = notification.form_id {
            effects.extend(self.visit_part(Part::Forms, id));
        } else {
            effects.extend(self.visit_news(&notification.kind, notification.workspace_id));
        }
        effects
    }

    /// Marks notifications as read.
    pub(super) fn read(&mut self, action: Action) -> Vec<Effect> {
        let all = self.notifications.get().map(Vec::as_slice).unwrap_or_default();
        let one = all.get(self.notification.index).map(|notification| notification.id);
        let which = if action == Action::MarkAllRead { None } else { one };
        if all.is_empty() {
            return Vec::new();
        }
        let ticket = self.ticket();
        vec![Effect::Call(ticket, Call::Read(which))]
    }

    pub(super) fn switch_pane(&mut self) -> Vec<Effect> {
        if self.is_whole() {
            return Vec::new();
        }
        if self.in_pane {
            self.in_pane = false;
            return Vec::new();
        }
        if self.has_pane() || matches!(self.view, View::Approvals | View::Billing | View::Automation) {
            self.open()
        } else {
            Vec::new()
        }
    }

    /// One step back from wherever the keys are.
    pub(super) fn back(&mut self) -> Vec<Effect> {
        if self.overlay.take().is_some() {
            return Vec::new();
        }
        if self.form.is_some() {
            return self.leave_form();
        }
        if self.composer.is_some() {
            return self.stop_writing();
        }
        if self.inbox.typing {
            self.inbox.typing = false;
            return self.clear_filter();
        }
        if self.view == View::Overview {
            return self.show(View::Mine);
        }
        if self.in_pane && self.view == View::Billing {
            return self.leave_front();
        }
        if self.in_pane && self.view == View::Automation {
            return self.leave_whole();
        }
        if self.in_pane {
            self.in_pane = false;
            return self.preview();
        }
        if !self.inbox.marked.is_empty() {
            self.inbox.marked.clear();
            return Vec::new();
        }
        self.clear_filter()
    }

    fn clear_filter(&mut self) -> Vec<Effect> {
        self.triage.fault = None;
        if self.inbox.filter.is_empty() || !self.view.is_inbox() {
            return Vec::new();
        }
        self.inbox.filter = Default::default();
        self.inbox.turn();
        self.fetch_requests()
    }

    /// Opens the portal's page of what has the keys.
    pub(super) fn browse(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Reading(reading)) = &self.overlay {
            return reading.address().cloned().map(Effect::Browse).into_iter().collect();
        }
        let Ok(server) = self.owner.server.parse::<portico_openapi::Address>() else {
            return Vec::new();
        };
        let address = match self.view {
            View::Projects => self.current_project().map(|row| server.portal_project(row.id)),
            View::Approvals => self.current_approval().map(|row| server.portal_approval(row.id)),
            View::Billing => self.current_invoice().map(|row| server.portal_invoice(row.id)),
            View::Automation => self.portal_page(&server),
            _ => self.subject().map(|row| server.portal_request(row.id)),
        };
        address.map(Effect::Browse).into_iter().collect()
    }
}
