//! The agency's own affairs and its clients': what keys do there. Each section has a file of its own; here
//! is what they share.

mod audit;
mod clients;
mod confirm;
mod factor;
mod forms;
mod shown;
mod team;

pub use confirm::Confirm;
use portico_openapi::{ApiError, types::StaffRole};

use super::{App, Scroll};
use crate::{
    action::{Action, View},
    effect::{Call, Effect},
    keymap::Context,
    office::{Section, Seen, Subject},
    remote::Ticket,
    screens,
};

impl App {
    /// What the row of the pane is about, where the pane has the keys and rows.
    pub fn row(&self) -> Option<Subject> {
        let entries = screens::entries(self, usize::from(self.screen.width)).filter(|_| self.in_pane)?;
        entries.into_iter().filter_map(|entry| entry.subject).nth(self.place)
    }

    /// Whether the person may set things up.
    pub fn is_admin(&self) -> bool {
        self.me.as_ref().is_some_and(|me| matches!(me.staff.role, StaffRole::Owner | StaffRole::Admin))
    }

    /// The sections that the person may see.
    pub fn sections(&self) -> Vec<Section> {
        Section::ALL.into_iter().filter(|section| self.is_admin() || !section.is_for_admins()).collect()
    }

    /// The section of the pane.
    pub fn section(&self) -> Option<Section> {
        self.sections().get(self.office.cursor.index).copied().filter(|_| self.view == View::Agency)
    }

    /// Goes to a section and gives its pane the keys.
    pub(super) fn go_to_section(&mut self, section: Section) -> Vec<Effect> {
        let Some(index) = self.sections().iter().position(|one| *one == section) else {
            return self.say("Only owners and admins see this.");
        };
        self.view = View::Agency;
        self.office.cursor.to(index);
        self.turn_to_section()
    }

    /// Shows the section under the cursor from its beginning, and gives its pane the keys.
    pub(super) fn turn_to_section(&mut self) -> Vec<Effect> {
        self.scroll = Scroll::default();
        self.place = 0;
        self.in_pane = self.section().is_some();
        self.look()
    }

    /// Asks for what the section shows.
    pub(super) fn look(&mut self) -> Vec<Effect> {
        let Some(section) = self.section() else {
            return Vec::new();
        };
        let ticket = self.ticket();
        let look = self.office.ask(section, self.is_admin(), ticket);
        vec![Effect::Call(ticket, Call::Look(Box::new(look)))]
    }

    pub(super) fn seen(&mut self, ticket: Ticket, answer: Result<Seen, ApiError>) -> Vec<Effect> {
        match self.office.take(ticket, answer) {
            Some(error) => self.troubled("", &error),
            None => Vec::new(),
        }
    }

    /// Where the keys go among what is set up; what the person may not do has no key.
    pub(super) fn office_contexts(&self) -> Vec<Context> {
        let mut contexts = Vec::new();
        contexts.extend(match self.row() {
            Some(Subject::Member(_)) if self.is_admin() => vec![Context::Member],
            Some(Subject::Invitation(_) | Subject::TeamInvitation(_)) if self.is_admin() => vec![Context::Invited],
            Some(Subject::Teammate(id)) => self.teammate_contexts(id),
            Some(Subject::Transfer) => self.transfer_contexts(),
            Some(Subject::Entry(_)) => vec![Context::Entry],
            _ => Vec::new(),
        });
        contexts.extend(match (self.view, self.section()) {
            (View::Workspaces, _) if self.is_admin() => Some(Context::Client),
            (_, Some(Section::Team)) if self.is_admin() => Some(Context::Team),
            (_, Some(Section::Audit)) => Some(Context::Audit),
            _ => None,
        });
        contexts.push(match (self.in_pane, self.rows()) {
            (false, _) => Context::List,
            (true, 0) => Context::Pane,
            (true, _) => Context::Rows,
        });
        contexts.push(Context::Everywhere);
        contexts
    }

    /// Does what a key means to the section, or to the row that has the cursor.
    pub(super) fn arrange(&mut self, action: Action) -> Vec<Effect> {
        match (action, self.row()) {
            (Action::Edit, Some(Subject::Member(id))) => self.form = self.member_form(id),
            (Action::Edit, Some(Subject::Teammate(id))) => self.form = self.teammate_form(id),
            (Action::Edit, _) if self.view == View::Workspaces => self.form = self.workspace_form(),
            (Action::New, _) if self.view == View::Workspaces => self.form = Some(self.new_workspace_form()),
            (Action::Invite, _) if self.view == View::Workspaces => self.form = self.invitation_form(),
            (Action::Invite, _) => self.form = Some(self.teammate_invitation_form()),
            (Action::Managers, _) => return self.pick_managers(),
            (Action::Archive, _) => return self.archive(),
            (Action::Remove, Some(Subject::Member(id))) => self.remove_member(id),
            (Action::Remove, Some(Subject::Invitation(id))) => self.revoke(id),
            (Action::Remove, Some(Subject::TeamInvitation(id))) => self.revoke_teammate(id),
            (Action::Remove, Some(Subject::Transfer)) => self.call_offer_off(),
            (Action::Resend, Some(Subject::Invitation(id))) => return self.resend(id),
            (Action::Resend, Some(Subject::TeamInvitation(id))) => return self.resend_teammate(id),
            (Action::Disable, Some(Subject::Member(id))) => return self.disable_member(id),
            (Action::Disable, Some(Subject::Teammate(id))) => return self.disable_teammate(id),
            (Action::Why, Some(Subject::Member(id))) => self.form = self.sight_form(id, true),
            (Action::Mirror, Some(Subject::Member(id))) => self.form = self.sight_form(id, false),
            (Action::HandOver, Some(Subject::Teammate(id))) => return self.offer_agency(id),
            (Action::Agree, Some(Subject::Transfer)) => self.accept_agency(),
            (Action::Look, Some(Subject::Entry(id))) => self.read_entry(id),
            (Action::SameTarget, Some(Subject::Entry(id))) => return self.narrow_to_target(id),
            (Action::Narrow, _) => self.form = Some(self.narrow_form()),
            (Action::Export, _) => self.form = Some(self.export_form()),
            _ => {}
        }
        Vec::new()
    }
}
