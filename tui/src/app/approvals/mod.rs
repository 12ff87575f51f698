//! The approvals: what is looked at, and what keys do there.

mod forms;
mod spots;
mod writing;

use portico_openapi::types::{
    Approval, ApprovalComment, ApprovalFile, ApprovalStatus, ApprovalStep, HeldAction, HeldReminder, WaitsOn,
};
use uuid::Uuid;

use super::{
    App, Overlay, Reading,
    asking::{MOST, PAGE},
};
use crate::{
    action::{Action, View},
    approvals::{Deed, Wanted, details, happened, is_wide},
    effect::{Call, Effect},
    keymap::Context,
    office::{self, Subject},
};

impl App {
    /// Fetches the board from its beginning, as far as it was fetched before.
    pub(super) fn fetch_board(&mut self) -> Vec<Effect> {
        if self.view != View::Approvals {
            return Vec::new();
        }
        let rows = self.board.rows().len().clamp(PAGE, MOST);
        self.ask_board(None, rows)
    }

    /// Fetches the next page when the cursor comes near the end of what is there, or of its column.
    pub(super) fn fetch_more_approvals(&mut self) -> Vec<Effect> {
        let next = self.board.remote.get().and_then(|rows| rows.next.clone());
        let (start, rows) = self.board.column(self.board.at_column());
        let left = (start + rows.len()).saturating_sub(self.board.cursor.index);
        match next {
            Some(next) if left < PAGE / 4 && !self.board.remote.is_asked() => self.ask_board(Some(next), PAGE),
            _ => Vec::new(),
        }
    }

    /// What is open stays under the cursor as rows come.
    pub(super) fn took_board(&mut self) -> Vec<Effect> {
        let opened = self.approval.id.filter(|_| self.in_pane);
        if let Some(index) = self.board.rows().iter().position(|row| Some(row.id) == opened) {
            self.board.cursor.to(index);
        }
        self.fetch_more_approvals()
    }

    fn ask_board(&mut self, cursor: Option<String>, rows: usize) -> Vec<Effect> {
        let ticket = self.ticket();
        self.board.ask(ticket);
        let wanted = Wanted { narrowing: self.board.narrowing.clone(), cursor, rows };
        vec![Effect::Call(ticket, Call::Approvals(Box::new(wanted)))]
    }

    pub(super) fn fetch_approval(&mut self) -> Vec<Effect> {
        let Some(id) = self.approval.id else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.approval.data.ask(ticket);
        vec![Effect::Call(ticket, Call::Approval(id))]
    }

    pub(super) fn turn_to_approval(&mut self, id: Uuid) -> Vec<Effect> {
        let other = self.approval.turn_to(id);
        self.turned(other);
        self.fetch_approval()
    }

    /// Opens an approval from wherever the person is.
    pub(super) fn visit_approval(&mut self, id: Uuid) -> Vec<Effect> {
        let mut effects = if self.view == View::Approvals { Vec::new() } else { self.show(View::Approvals) };
        if let Some(index) = self.board.rows().iter().position(|row| row.id == id) {
            self.board.cursor.to(index);
        }
        self.inbox.preview_stamp = self.next_stamp();
        effects.extend(self.turn_to_approval(id));
        self.in_pane = true;
        effects
    }

    /// The approval that keys act on: the pane's when it has the keys, the row's otherwise.
    pub fn current_approval(&self) -> Option<&Approval> {
        if !self.in_pane {
            return self.board.current();
        }
        let id = self.approval.id;
        let opened = self.approval.data.get().map(|view| &view.approval);
        opened.or_else(|| self.board.rows().iter().find(|row| Some(row.id) == id))
    }

    /// Whether the approvals stand side by side by status.
    pub fn has_columns(&self) -> bool {
        self.view == View::Approvals && !self.in_pane && is_wide(self.areas().list)
    }

    /// Where the keys go among approvals.
    pub(super) fn approval_contexts(&self) -> Vec<Context> {
        let mut contexts = Vec::new();
        contexts.extend(match self.row() {
            Some(Subject::Step(id)) => self.certified(id).map(|_| Context::Step),
            Some(Subject::Event(_)) => Some(Context::Event),
            Some(Subject::ApprovalFile(_)) => Some(Context::File),
            Some(Subject::Remark(_)) => Some(Context::Remark),
            _ => None,
        });
        if matches!(self.row(), Some(Subject::Step(_))) {
            contexts.push(Context::AnyStep);
        }
        contexts.extend(self.current_approval().map(|_| Context::Approval));
        contexts.extend(self.current_approval().filter(|row| is_undecided(row)).map(|_| Context::Undecided));
        contexts.extend(self.in_pane.then_some(Context::Opened));
        contexts.push(Context::Board);
        if self.has_columns() {
            contexts.push(Context::Columns);
        }
        self.ended(contexts)
    }

    /// Does what a key means to an approval, or to the part of it that has the cursor.
    pub(super) fn arrange_approval(&mut self, action: Action) -> Vec<Effect> {
        if action == Action::Save {
            self.overlay = None;
        }
        match (action, self.row()) {
            (Action::Narrow, _) => self.form = Some(self.board_form()),
            (Action::New, _) => return self.plan_form(None),
            (Action::Edit, Some(Subject::Step(id))) => return self.step_form(id),
            (Action::Edit, _) => return self.approval_form(),
            (Action::Left, _) => self.board.step_column(-1),
            (Action::Right, _) => self.board.step_column(1),
            (Action::Archive, _) => self.archive_approval(),
            (Action::Remind, _) => return self.remind(),
            (Action::Look, Some(Subject::ApprovalFile(id))) => return self.look_at_file(id),
            (Action::Look, Some(Subject::Event(id))) => self.read_event(id),
            (Action::Save, Some(Subject::ApprovalFile(id))) => self.form = self.save_file_form(id),
            (Action::Save, Some(Subject::Step(id))) => self.form = self.save_certificate_form(id),
            (Action::Resolve, Some(Subject::Remark(id))) => return self.resolve(id),
            (Action::Version, row) => return self.write_version(row),
            (Action::Comment | Action::Reply, row) => return self.write_remark(row),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn step_of(&self, id: Uuid) -> Option<&ApprovalStep> {
        self.approval.data.get()?.approval.steps.iter().find(|step| step.id == id)
    }

    pub(super) fn remark(&self, id: Uuid) -> Option<&ApprovalComment> {
        self.approval.data.get()?.comments.iter().find(|comment| comment.id == id)
    }

    pub(super) fn file(&self, id: Uuid) -> Option<&ApprovalFile> {
        let steps = self.approval.data.get()?.approval.steps.iter();
        let files = steps.flat_map(|step| &step.versions).flat_map(|version| version.files.iter().flatten());
        files.into_iter().find(|file| file.id == id)
    }

    fn resolve(&mut self, id: Uuid) -> Vec<Effect> {
        let (Some(approval), Some(remark)) = (self.approval.id, self.remark(id)) else {
            return Vec::new();
        };
        let deed = Deed::Resolve(approval, id, remark.resolved_at.is_none());
        self.ask_for((self.new_key)(), office::Deed::Approvals(deed))
    }

    /// Asks before an approval goes into the archive: its client loses sight of it. Out of it needs no question.
    fn archive_approval(&mut self) {
        let Some(approval) = self.current_approval() else {
            return;
        };
        let is_in = approval.archived_at.is_some();
        let deed = office::Deed::Approvals(Deed::Archive(approval.id, approval.version, !is_in));
        let (title, words) = match is_in {
            true => ("Out of the archive", format!("{} sees “{}” again.", approval.workspace.name, approval.title)),
            false => (
                "Into the archive",
                format!(
                    "“{}” waits on nobody then, and {} sees it in no list. What was decided stays.",
                    approval.title, approval.workspace.name
                ),
            ),
        };
        self.confirm(title, words, deed);
    }

    /// Reminds those who have not decided, in a moment.
    fn remind(&mut self) -> Vec<Effect> {
        let Some(approval_id) = self.current_approval().filter(|row| is_undecided(row)).map(|row| row.id) else {
            return Vec::new();
        };
        let action = HeldAction { approval_reminder: Some(HeldReminder { approval_id }), ..HeldAction::default() };
        vec![self.hold(action)]
    }

    /// A step that has a certificate.
    pub(super) fn certified(&self, id: Uuid) -> Option<&ApprovalStep> {
        self.step_of(id).filter(|step| step.status == ApprovalStatus::Approved)
    }

    /// Shows all of an entry of the history.
    fn read_event(&mut self, id: Uuid) {
        let view = self.approval.data.get();
        let Some(event) = view.and_then(|view| view.events.iter().find(|event| event.id == id)) else {
            return;
        };
        let text = format!(
            "{} {}\n{}\n\n{}\n\nhash      {}\nprevious  {}",
            event.actor_name,
            happened(event),
            event.created_at.with_timezone(&self.zone).format("%-d %b %Y %H:%M:%S %:z"),
            details(&event.detail),
            event.hash,
            event.previous,
        );
        let title = format!("Entry {} of the history", event.sequence);
        self.overlay = Some(Overlay::Reading(Reading::new(title, text.clone()).copying(text)));
    }
}

/// Whether somebody is to decide on it now: where its next step is not sent, or nobody is left, nobody is.
fn is_undecided(approval: &Approval) -> bool {
    approval.waits_on == WaitsOn::Client && approval.archived_at.is_none()
}
