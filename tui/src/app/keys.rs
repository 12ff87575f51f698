use crossterm::event::{KeyEvent, KeyEventKind};

use super::{App, Overlay, Stage};
use crate::{
    action::{Action, View},
    approvals, draft,
    effect::Effect,
    form::Kind,
    keymap::Context,
    office::{Purpose, clients},
    tables,
};

impl App {
    /// Where the keys go, nearest first.
    pub fn contexts(&self) -> Vec<Context> {
        use Context::*;
        if !self.is_in() {
            return vec![SignIn];
        }
        match &self.overlay {
            Some(Overlay::Picker(picker, _)) if picker.many => return vec![Ticks, Picker],
            Some(Overlay::Picker(..)) => return vec![Picker],
            Some(Overlay::Help(_)) => return vec![Help],
            Some(Overlay::Search) => return vec![Searching],
            Some(Overlay::Reading(reading)) if reading.once => return vec![Once],
            Some(Overlay::Reading(reading)) if reading.address().is_some() => return vec![Address, Context::Reading],
            Some(Overlay::Reading(_)) => return vec![Context::Reading],
            Some(Overlay::Picture(_)) => return vec![Picture],
            Some(Overlay::ConfirmClose(_)) => return vec![ConfirmClose],
            Some(Overlay::Confirm(asked)) if asked.name.is_some() => return vec![ConfirmName],
            Some(Overlay::Confirm(_)) => return vec![ConfirmDeed],
            Some(Overlay::Plan(plan)) if plan.then.is_some() => return vec![Plan, ConfirmDeed],
            Some(Overlay::Plan(_)) => return vec![Context::Reading],
            Some(Overlay::Queued(id, _)) => return self.queued_contexts(*id),
            Some(Overlay::ConfirmDiscard | Overlay::ConfirmDrop(_)) => return vec![ConfirmDiscard],
            Some(Overlay::ConfirmQuit) => return vec![ConfirmQuit],
            None => {}
        }
        if let Some(form) = &self.form {
            let delivers = matches!(form.purpose, Purpose::Clients(clients::Purpose::Deliver(..)));
            let plans = matches!(form.purpose, Purpose::Approvals(approvals::Purpose::Plan(_)));
            let looks = form.purpose.only_looks();
            let more = plans.then_some(Steps).or(delivers.then_some(Delivering)).or(looks.then_some(Looking));
            let of_field = match form.fields.get(form.at).map(|field| &field.kind) {
                Some(Kind::Lines(_)) => vec![Form],
                Some(Kind::Path(_)) => vec![FormPath, FormLine, Form],
                _ => vec![FormLine, Form],
            };
            return more.into_iter().chain(of_field).collect();
        }
        if matches!(self.stage, Stage::Guided) {
            return vec![Form];
        }
        if let Some(composer) = &self.composer {
            let of_kind = match composer.place.kind {
                draft::Kind::Reply => vec![Ready, Attaching, Reply],
                draft::Kind::Version => vec![Attaching, Reply],
                draft::Kind::Approval => vec![Planning, Attaching, Reply],
                draft::Kind::Note => vec![Attaching, Note],
                draft::Kind::Comment => vec![Attaching, Comment],
                draft::Kind::Remark if self.answers() => vec![Attaching, Comment],
                draft::Kind::Remark => vec![Attaching, Remarking, Comment],
            };
            let overtaken = self.draft().is_some_and(|draft| draft.overtaken);
            let more = [overtaken.then_some(Overtaken), self.parted().then_some(Parted)];
            return more.into_iter().flatten().chain(of_kind).collect();
        }
        if self.inbox.typing {
            return vec![Filter];
        }
        let held = (!self.waiting.is_empty()).then_some(Held);
        held.into_iter().chain(self.contexts_of_view()).collect()
    }

    /// What holds on the screen, whatever lies over it.
    pub fn contexts_of_view(&self) -> Vec<Context> {
        use Context::*;
        match (self.view, self.in_pane) {
            (View::Approvals, _) => self.approval_contexts(),
            (View::Billing, _) => self.billing_contexts(),
            (View::Automation, _) => self.automation_contexts(),
            (View::Projects, true) => vec![Project, Pane, Everywhere],
            (View::Projects, false) => vec![Project, List, Everywhere],
            (View::Overview, _) => vec![Overview, Pane, Everywhere],
            (View::Workspaces | View::Agency, _) => self.office_contexts(),
            (View::Notifications, _) => vec![Notifications, List, Everywhere],
            (_, true) => self.about_requests().into_iter().chain([Thread, Request, Pane, Everywhere]).collect(),
            (_, false) => {
                let view = self.view_contexts();
                self.about_requests()
                    .into_iter()
                    .chain([Inbox, Request])
                    .chain(view)
                    .chain([List, Everywhere])
                    .collect()
            }
        }
    }

    /// With what holds in any list, pane or pane of rows, and everywhere.
    pub(super) fn ended(&self, mut contexts: Vec<Context>) -> Vec<Context> {
        contexts.push(match (self.in_pane, self.rows()) {
            (false, _) => Context::List,
            (true, 0) => Context::Pane,
            (true, _) => Context::Rows,
        });
        contexts.push(Context::Everywhere);
        contexts
    }

    pub(super) fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if key.kind == KeyEventKind::Release {
            return Vec::new();
        }
        self.notice = None;
        match self.keymap.lookup(&self.contexts(), key) {
            Some(action) => self.act(action),
            None => self.type_key(key),
        }
    }

    /// Does what a key, the palette or a click means here.
    pub(in crate::app) fn act(&mut self, action: Action) -> Vec<Effect> {
        let queued = match self.overlay {
            Some(Overlay::Queued(id, _)) => Some(id),
            _ => None,
        };
        let sends = action == Action::Send && (self.composer.is_some() || queued.is_some());
        if self.read_only && (action.changes() || sends) {
            return self.say("This console is read-only; nothing is changed from here.");
        }
        if let Some(id) = queued
            && matches!(action, Action::Send | Action::Edit | Action::Discard)
        {
            return self.arrange_queued(id, action);
        }
        match action {
            Action::Quit => self.quit(),
            Action::SignOut => self.sign_out(),
            Action::Help => {
                self.overlay = Some(Overlay::Help(0));
                Vec::new()
            }
            Action::Show(view) => self.show(view),
            Action::Reload => {
                let mut effects = self.reload();
                effects.extend([self.fetch_drafts(), Effect::Redial]);
                effects
            }
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp => self.step(-self.page()),
            Action::PageDown => self.step(self.page()),
            Action::Top => self.step(isize::MIN),
            Action::Bottom => self.step(isize::MAX),
            Action::Open => self.open(),
            Action::Back => self.back(),
            Action::SwitchPane => self.switch_pane(),
            Action::Accept => self.accept(),
            Action::Toggle => {
                if let Some(Overlay::Picker(picker, _)) = &mut self.overlay {
                    picker.toggle();
                }
                Vec::new()
            }
            Action::Filter => {
                self.inbox.typing = true;
                Vec::new()
            }
            Action::Overwrite | Action::TakeTheirs | Action::Look if self.parted() => self.choose_text(action),
            Action::Mark | Action::MarkAll if self.view == View::Automation => self.arrange_automation(action),
            Action::Mark | Action::MarkAll => self.mark(action),
            Action::Sort => self.pick_sort(),
            Action::Assign => self.pick_person(),
            Action::AssignMe => self.assign_me(),
            Action::Prioritise => self.pick_priority(),
            Action::ChangeStatus => self.pick_status(),
            Action::LinkProject => self.pick_project(),
            Action::EditTags => self.pick_tags(),
            Action::Palette => self.pick_command(),
            Action::Jump => self.pick_anything(),
            Action::Drafts => self.pick_draft(),
            Action::Queue => self.pick_queued(),
            Action::Browse => self.browse(),
            Action::MarkRead | Action::MarkAllRead => self.read(action),
            Action::TurnCharts => self.turn_charts(),
            Action::TurnMeasure => self.turn_measure(),
            Action::Left
            | Action::Right
            | Action::New
            | Action::Narrow
            | Action::Edit
            | Action::Remove
            | Action::Archive
            | Action::Publish
            | Action::Check
            | Action::Look
            | Action::Import
            | Action::Keep
                if self.view == View::Automation =>
            {
                self.arrange_automation(action)
            }
            Action::Look | Action::Retry | Action::ShowStripe | Action::Archive | Action::Start | Action::Cancel
                if self.view == View::Billing =>
            {
                self.arrange_billing(action)
            }
            Action::Pause | Action::Replay if self.view == View::Agency => self.arrange(action),
            Action::Start
            | Action::Pause
            | Action::Rename
            | Action::AddTrigger
            | Action::ShowRuns
            | Action::Cancel
            | Action::Retry
            | Action::Replay
            | Action::Ask
            | Action::Give
            | Action::PauseAll => self.arrange_automation(action),
            Action::Turn(part) => self.show_part(part),
            Action::Comment
            | Action::Reply
            | Action::Archive
            | Action::New
            | Action::Edit
            | Action::Look
            | Action::Narrow
                if self.view == View::Approvals =>
            {
                self.arrange_approval(action)
            }
            Action::New | Action::Narrow | Action::Edit | Action::Remove | Action::Export | Action::Save
                if self.view == View::Billing =>
            {
                self.arrange_billing(action)
            }
            Action::ShowProducts
            | Action::ShowSubscriptions
            | Action::AddPrice
            | Action::Import
            | Action::TurnDrafts
            | Action::ShowAging
            | Action::ShowRevenue
            | Action::ShowStripe
            | Action::Issue
            | Action::Void
            | Action::CreditNote
            | Action::Pay
            | Action::Refund
            | Action::UseCredit
            | Action::GiveCredit
            | Action::AddLine
            | Action::LineUp
            | Action::LineDown
            | Action::Keep
            | Action::Overwrite
            | Action::TakeTheirs => self.arrange_billing(action),
            Action::Left | Action::Right | Action::Remind | Action::Save | Action::Resolve | Action::Version => {
                self.arrange_approval(action)
            }
            Action::Undo => self.undo(),
            Action::Attach => self.attach(),
            Action::Detach => self.detach(),
            Action::Step => self.another_step(),
            Action::AnotherFile => self.another_file(),
            Action::Pinpoint => self.pinpoint(),
            Action::Deliver => self.deliver_form(),
            Action::Plan => self.plan_form(self.composer.as_ref().map(|composer| composer.place)),
            Action::Reply => self.write(draft::Kind::Reply),
            Action::Note => self.write(draft::Kind::Note),
            Action::Comment => self.write(draft::Kind::Comment),
            Action::Edit
            | Action::New
            | Action::Invite
            | Action::Resend
            | Action::Remove
            | Action::Disable
            | Action::Managers
            | Action::Archive
            | Action::Why
            | Action::Party
            | Action::Mirror
            | Action::HandOver
            | Action::Agree
            | Action::Upload
            | Action::Preview
            | Action::Publish
            | Action::DiscardDraft
            | Action::Check
            | Action::MakePrimary
            | Action::EndOthers
            | Action::Look
            | Action::SameTarget
            | Action::Narrow
            | Action::Try
            | Action::Rotate
            | Action::Export => self.arrange(action),
            Action::Views
            | Action::NextView
            | Action::ViewBefore
            | Action::KeepView
            | Action::ChangeView
            | Action::DropView
            | Action::ViewEarlier
            | Action::ViewLater
            | Action::Find
            | Action::TurnKind
            | Action::SetDue
            | Action::Follow
            | Action::Followers
            | Action::Canned
            | Action::Merge
            | Action::Unmerge
            | Action::ShowWhole
            | Action::Snooze
            | Action::Split
            | Action::Bulk
            | Action::OpenFor
            | Action::TakeBack => self.arrange_triage(action),
            Action::Go(section) => self.go_to_section(section),
            Action::TakeIn => self.table_form(tables::Order::Import),
            Action::TakeOut => self.table_form(tables::Order::Export),
            Action::Copy => self.copy(),
            Action::Complete if self.form.is_none() => self.take_offer(),
            Action::Complete => self.complete(),
            Action::Send if self.form.is_some() => self.save_form(),
            Action::Send => self.send(),
            Action::SendAnyway => self.send_anyway(),
            Action::Editor => self.edit_outside(),
            Action::Discard => {
                self.overlay = self.composer.as_ref().map(|_| Overlay::ConfirmDiscard);
                Vec::new()
            }
        }
    }

    /// A key that means no action here is text.
    fn type_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if let Stage::SignIn(form) = &mut self.stage {
            if form.ticket.is_none() {
                form.input().key(key);
            }
            return Vec::new();
        }
        if !self.is_in() {
            return Vec::new();
        }
        match &mut self.overlay {
            Some(Overlay::Picker(picker, _)) => {
                if !picker.query.key(key) {
                    return Vec::new();
                }
                picker.find();
                return self.picker_typed();
            }
            Some(Overlay::Search) => {
                return if self.triage.search.query.key(key) { self.search_soon() } else { Vec::new() };
            }
            Some(Overlay::Confirm(asked)) if asked.name.is_some() => {
                asked.typed.key(key);
                return Vec::new();
            }
            Some(_) => return Vec::new(),
            None => {}
        }
        if let Some(form) = &mut self.form {
            form.key(key);
            self.offer_projects();
            return Vec::new();
        }
        if self.composer.is_some() {
            return self.type_draft(key);
        }
        if self.inbox.typing && self.inbox.filter.key(key) {
            return self.filter_soon();
        }
        Vec::new()
    }

    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        match (&mut self.stage, &mut self.overlay) {
            (Stage::SignIn(form), _) => {
                form.input().insert(text);
                Vec::new()
            }
            (Stage::Ready, Some(Overlay::Picker(picker, _))) => {
                picker.query.insert(text);
                picker.find();
                self.picker_typed()
            }
            (Stage::Ready, Some(Overlay::Search)) => {
                self.triage.search.query.insert(text);
                self.search_soon()
            }
            (Stage::Guided | Stage::Ready, None) if self.form.is_some() => {
                if let Some(form) = &mut self.form {
                    form.paste(text);
                }
                Vec::new()
            }
            (Stage::Ready, None) if self.composer.is_some() => self.paste_draft(text),
            (Stage::Ready, None) if self.inbox.typing => {
                self.inbox.filter.insert(text);
                self.filter_soon()
            }
            _ => Vec::new(),
        }
    }

    /// What is typed in a picker may be looked for at the server, or show another preview.
    fn picker_typed(&mut self) -> Vec<Effect> {
        match &self.overlay {
            Some(Overlay::Picker(picker, _)) if picker.reaches.is_some() => self.search_soon(),
            _ => self.preview_canned(),
        }
    }

    /// Whether there is something that leaving is about.
    pub(super) fn has_unsent(&self) -> bool {
        let unsent = self.unsent() > 0 || !self.queue.is_empty();
        unsent || self.has_unsaved_draft() || self.has_unsaved_document()
    }

    fn quit(&mut self) -> Vec<Effect> {
        if self.has_unsent() && matches!(self.stage, Stage::Ready) {
            self.overlay = Some(Overlay::ConfirmQuit);
            return Vec::new();
        }
        self.leave()
    }

    /// Stores what is unsent, and ends.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        let mut effects: Vec<_> = self.drafts.values().cloned().map(Box::new).map(Effect::SaveDraft).collect();
        effects.extend(self.keep_all());
        effects.push(Effect::Quit);
        effects
    }
}
