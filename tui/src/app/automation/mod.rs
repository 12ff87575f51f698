//! What is done by itself: where the keys go among its parts and in one of them, and what is asked of the server for it.
//! Forms are opened in `forms`, documents written in `writing`, and answers taken in `taken`; what is written once for many
//! clients is in `templates`, what other programs run in `engines`.

mod doing;
mod engines;
mod forms;
mod taken;
mod templates;
mod writing;

use portico_openapi::{
    Address,
    types::{CredentialRequestState, Run, RunStatus, RunWait, WorkflowEngine, WorkflowStatus},
};
use uuid::Uuid;

use super::{
    App, Scroll,
    asking::{MOST, PAGE},
};
use crate::{
    action::{Action, View},
    automation::{Narrowing, Part, Row, Wanted, Whole, WorkflowView},
    effect::{Call, Effect},
    keymap::Context,
    office::{Section, Subject},
};

impl App {
    /// Fetches the part from its beginning, as far as it was fetched before.
    pub(super) fn fetch_shelf(&mut self) -> Vec<Effect> {
        if self.view != View::Automation {
            return Vec::new();
        }
        let rows = self.automation.shelf().rows().len().clamp(PAGE, MOST);
        self.ask_shelf(None, rows)
    }

    /// Fetches the next page when the cursor comes near the end of what is there.
    pub(super) fn fetch_more_of_shelf(&mut self) -> Vec<Effect> {
        let shelf = self.automation.shelf();
        let left = shelf.rows().len().saturating_sub(shelf.cursor.index);
        match shelf.next().cloned() {
            Some(next) if left < PAGE / 4 && !shelf.remote.is_asked() => self.ask_shelf(Some(next), PAGE),
            _ => Vec::new(),
        }
    }

    fn ask_shelf(&mut self, cursor: Option<String>, rows: usize) -> Vec<Effect> {
        let (ticket, part) = (self.ticket(), self.automation.part);
        let narrowing = self.automation.narrowing.of(part);
        self.automation.shelf_mut().ask(ticket, narrowing.clone());
        vec![Effect::Call(ticket, Call::Shelf(Box::new(Wanted { part, narrowing, cursor, rows })))]
    }

    pub(super) fn fetch_whole(&mut self) -> Vec<Effect> {
        let Some(id) = self.automation.opened.id else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.automation.opened.data.ask(ticket);
        vec![Effect::Call(ticket, Call::Whole(self.automation.part, id))]
    }

    pub(super) fn turn_to_whole(&mut self, id: Uuid) -> Vec<Effect> {
        let other = self.automation.opened.turn_to(id);
        if other {
            self.automation.roll = None;
        }
        self.turned(other);
        self.fetch_whole()
    }

    /// Looks at a part, with what was looked at in it before.
    pub(super) fn show_part(&mut self, part: Part) -> Vec<Effect> {
        let mut effects = if self.view == View::Automation { Vec::new() } else { self.show(View::Automation) };
        self.automation.part = part;
        self.automation.opened = Default::default();
        self.automation.from = None;
        self.automation.writes = false;
        self.automation.roll = None;
        self.in_pane = false;
        self.scroll = Scroll::default();
        self.place = 0;
        effects.extend(self.fetch_shelf());
        effects
    }

    /// Opens one of a part from wherever the person is.
    pub(super) fn visit_part(&mut self, part: Part, id: Uuid) -> Vec<Effect> {
        let here = self.automation.opened.id.filter(|_| self.view == View::Automation && self.in_pane);
        let from = here.map(|here| (self.automation.part, here)).filter(|(before, _)| *before != part);
        let mut effects = self.show_part(part);
        if let Some(index) = self.automation.shelf().rows().iter().position(|row| row.id() == id) {
            self.automation.shelf_mut().cursor.to(index);
        }
        self.automation.from = from;
        effects.extend(self.turn_to_whole(id));
        self.in_pane = true;
        effects
    }

    /// Looks at other rows.
    pub(super) fn narrow_shelf(&mut self, narrowing: Narrowing) -> Vec<Effect> {
        self.automation.narrowing = narrowing;
        self.automation.shelf_mut().cursor.to(0);
        self.automation.writes = false;
        self.in_pane = false;
        self.fetch_shelf()
    }

    /// Looks at what something was told about, where it is done by itself.
    pub(in crate::app) fn visit_news(&mut self, kind: &str, workspace: Option<Uuid>) -> Vec<Effect> {
        if kind == "webhook_paused" {
            return self.go_to_section(Section::Webhooks);
        }
        let part = match kind {
            "run_failed" => Part::Runs,
            "connection_lost" | "connection_mended" => Part::Connections,
            "form_submitted" => Part::Forms,
            _ => return Vec::new(),
        };
        let runs = (part == Part::Runs).then_some(RunStatus::Failed);
        self.automation.narrowing = Narrowing { workspace, runs, ..Narrowing::default() };
        self.show_part(part)
    }

    /// One step back from what the pane shows.
    pub(super) fn leave_whole(&mut self) -> Vec<Effect> {
        if self.automation.writes {
            return self.leave_document();
        }
        if self.automation.roll.take().is_some() {
            self.turned(true);
            return Vec::new();
        }
        match self.automation.from.take() {
            Some((part, id)) => self.visit_part_again(part, id),
            None => {
                self.in_pane = false;
                Vec::new()
            }
        }
    }

    fn visit_part_again(&mut self, part: Part, id: Uuid) -> Vec<Effect> {
        self.in_pane = false;
        self.visit_part(part, id)
    }

    /// What keys act on: the pane's when it has the keys, the row's otherwise.
    pub fn current_row(&self) -> Option<Row> {
        let shelf = self.automation.shelf();
        if !self.in_pane {
            return shelf.current().cloned();
        }
        let id = self.automation.opened.id?;
        let opened = self.automation.opened.data.get().map(|whole| whole.row()).filter(|row| row.id() == id);
        opened.or_else(|| shelf.rows().iter().find(|row| row.id() == id).cloned())
    }

    /// The workflow of the pane.
    pub(super) fn workflow_view(&self) -> Option<&WorkflowView> {
        match self.automation.opened.data.get().map(Box::as_ref) {
            Some(Whole::Workflow(view)) if Some(view.workflow.id) == self.automation.opened.id => Some(view),
            _ => None,
        }
    }

    /// The page at which its client sees what has the keys.
    pub(super) fn portal_page(&self, server: &Address) -> Option<String> {
        Some(match self.current_row()? {
            Row::Workflow(row) => server.portal_workflow(row.id),
            Row::Run(row) => server.portal_run(row.workflow.id, row.id),
            Row::Connection(row) => server.portal_connection(row.id),
            Row::Form(row) => server.portal_form(row.id),
            Row::Asked(_) | Row::Provider(_) | Row::Engine(_) | Row::Template(_) => return None,
        })
    }

    /// Where the keys go; what the person may not do has no key.
    pub(super) fn automation_contexts(&self) -> Vec<Context> {
        let mut contexts = Vec::new();
        if self.in_pane && self.automation.writes {
            contexts.extend([Context::Document, Context::Pane, Context::Everywhere]);
            return contexts;
        }
        if self.in_pane && self.automation.roll.is_some() {
            return self.ended(vec![Context::RollOut]);
        }
        contexts.extend(match self.row() {
            Some(Subject::Definition(_)) => Some(Context::Definition),
            Some(Subject::Trigger(_)) if !self.is_put_away() => Some(Context::Trigger),
            Some(Subject::Run(_)) => Some(Context::Past),
            Some(Subject::RunStep(_)) => Some(Context::RunStep),
            Some(Subject::Submission(_)) => Some(Context::Submission),
            Some(Subject::Offered(_)) => Some(Context::Remote),
            Some(Subject::Instance(_)) => Some(Context::Instance),
            _ => None,
        });
        if let Some(Subject::Instance(id)) = self.row()
            && self.instance(id).is_some_and(|one| can_pause(one.status))
        {
            contexts.push(Context::Pausable);
        }
        let is_made = match self.automation.part {
            Part::Workflows | Part::Connections | Part::Templates | Part::Forms => true,
            Part::Providers | Part::Engines => self.is_admin(),
            Part::Runs | Part::Asked => false,
        };
        let narrows = (!self.automation.part.is_of_agency()).then_some(Context::Narrowable);
        let is_made = (is_made && !self.in_pane).then_some(Context::Made);
        let all = is_made.into_iter().chain([Context::Shelves]).chain(narrows);
        let own = self.row_contexts();
        // What stands first is told first.
        if self.in_pane {
            contexts.extend(own.into_iter().chain(all));
        } else {
            contexts.extend(all.chain(own));
        }
        self.ended(contexts)
    }

    fn is_put_away(&self) -> bool {
        self.workflow_view().is_some_and(|view| view.workflow.status == WorkflowStatus::Archived)
    }

    fn row_contexts(&self) -> Vec<Context> {
        let held = |all: &[(bool, Context)]| {
            let held = all.iter().filter(|(holds, _)| *holds);
            held.map(|(_, context)| *context).collect::<Vec<_>>()
        };
        match self.current_row() {
            Some(Row::Workflow(row)) => {
                let is = |status| row.status == status;
                let is_ours = row.engine == WorkflowEngine::Here;
                // What another engine runs has nothing to be published: it begins by going on.
                let begins = is(WorkflowStatus::Draft) && !is_ours;
                held(&[
                    (is(WorkflowStatus::Published), Context::Startable),
                    (is_ours && !is(WorkflowStatus::Archived), Context::Written),
                    (can_pause(row.status) || begins, Context::Pausable),
                    (!is(WorkflowStatus::Archived), Context::Living),
                    (true, Context::Workflow),
                ])
            }
            Some(Row::Run(row)) => held(&[
                (self.in_pane && self.row() == Some(Subject::Head) && awaited(&row).is_some(), Context::Awaiting),
                (row.status == RunStatus::Failed, Context::Failed),
                (row.ended_at.is_none(), Context::Unfinished),
                (true, Context::Run),
            ]),
            Some(Row::Connection(_)) => {
                held(&[(true, Context::Connection), (self.is_admin(), Context::Disconnectable)])
            }
            Some(Row::Asked(row)) => {
                let is_open = row.state == CredentialRequestState::Open;
                held(&[(is_open, Context::Asked)])
            }
            Some(Row::Provider(_)) => held(&[(self.is_admin(), Context::Provider)]),
            Some(Row::Engine(_)) => held(&[(true, Context::Engine), (self.is_admin(), Context::Machine)]),
            Some(Row::Template(_)) => vec![Context::Template],
            Some(Row::Form(_)) => vec![Context::Questions],
            None => Vec::new(),
        }
    }

    /// Does what a key means to the part, to what has the keys, or to the row of its pane.
    pub(super) fn arrange_automation(&mut self, action: Action) -> Vec<Effect> {
        if self.in_pane && self.automation.writes {
            return self.arrange_document(action);
        }
        if self.in_pane && self.automation.roll.is_some() {
            return self.arrange_roll(action);
        }
        let part = self.automation.part;
        match (action, self.row()) {
            (Action::Left, _) => return self.show_part(part.beside(-1)),
            (Action::Right, _) => return self.show_part(part.beside(1)),
            (Action::Narrow, _) => self.form = Some(self.shelf_form()),
            (Action::New, _) => return self.new_form(),
            (Action::Look, Some(subject)) => return self.look_at(&subject),
            (Action::Remove, Some(Subject::Trigger(id))) => self.untrigger(id),
            (Action::Import, Some(Subject::Offered(at))) => return self.bring(Some(at)),
            (Action::Pause, Some(Subject::Instance(id))) => return self.pause_instance(id),
            _ => return self.arrange_one(action),
        }
        Vec::new()
    }

    /// Reads all of a row of the pane, or goes where it leads.
    fn look_at(&mut self, subject: &Subject) -> Vec<Effect> {
        match subject {
            Subject::Definition(id) => self.read_version(*id),
            Subject::RunStep(id) => self.read_step(*id),
            Subject::Run(id) => return self.visit_part(Part::Runs, *id),
            Subject::Submission(id) => return self.fetch_submission(*id),
            Subject::Instance(id) => return self.visit_part(Part::Workflows, *id),
            Subject::Head => {
                if let Some(Row::Run(run)) = self.current_row() {
                    return match awaited(&run) {
                        Some((RunWait::Approval, id)) => self.visit_approval(id),
                        Some((RunWait::Form, id)) => self.visit_part(Part::Forms, id),
                        Some((RunWait::Connection, id)) => self.visit_part(Part::Connections, id),
                        _ => Vec::new(),
                    };
                }
            }
            _ => {}
        }
        Vec::new()
    }
}

/// Whether it can be paused, or go on.
fn can_pause(status: WorkflowStatus) -> bool {
    matches!(status, WorkflowStatus::Published | WorkflowStatus::Paused)
}

/// What a run waits for that can be looked at.
fn awaited(run: &Run) -> Option<(RunWait, Uuid)> {
    let waits = run.waits_for.filter(|_| run.status == RunStatus::Waiting);
    waits.filter(|waits| *waits != RunWait::Delay).zip(run.waits_for_id)
}
