//! The agency's own affairs and its clients': what keys do there. Each section has a file of its own; here
//! is what they share.

mod account;
mod audit;
mod brand;
mod canned;
mod clients;
mod confirm;
mod domains;
mod factor;
mod forms;
mod hours;
mod rules;
mod settings;
mod shown;
mod team;
mod webhooks;

pub use confirm::Confirm;
use portico_openapi::{ApiError, types::StaffRole};

use super::{App, Scroll};
use crate::{
    action::{Action, View},
    effect::{Call, Effect},
    keymap::Context,
    office::{Section, Seen, Subject, webhooks as hooks},
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
        if let Some(error) = self.office.take(ticket, answer) {
            return self.troubled("", &error);
        }
        self.take_me();
        Vec::new()
    }

    /// Where the keys go among what is set up; what the person may not do has no key.
    pub(super) fn office_contexts(&self) -> Vec<Context> {
        let mut contexts = Vec::new();
        contexts.extend(match self.row() {
            Some(Subject::Member(_)) if self.is_admin() => vec![Context::Member, Context::Sight],
            Some(Subject::Member(_)) => vec![Context::Sight],
            Some(Subject::Invitation(_) | Subject::TeamInvitation(_)) if self.is_admin() => vec![Context::Invited],
            Some(Subject::Teammate(id)) => self.teammate_contexts(id),
            Some(Subject::Transfer) => self.transfer_contexts(),
            Some(Subject::Image(_)) => vec![Context::Image],
            Some(Subject::Domain(_)) => vec![Context::Domain],
            Some(Subject::Session(_)) => vec![Context::Session],
            Some(Subject::Token(_)) => vec![Context::Token],
            Some(Subject::Profile | Subject::Password | Subject::Factor | Subject::Codes | Subject::Preferences) => {
                vec![Context::Own]
            }
            Some(Subject::Canned(_)) => vec![Context::Answer],
            Some(Subject::Rule(_)) => vec![Context::Rule],
            Some(Subject::Entry(_)) => vec![Context::Entry],
            Some(Subject::Webhook(_)) => vec![Context::Webhook],
            Some(Subject::Delivery(..)) => vec![Context::Delivery],
            _ => Vec::new(),
        });
        if self.view == View::Workspaces && self.current_workspace().is_some_and(|one| one.archived_at.is_none()) {
            contexts.push(Context::Gallery);
        }
        contexts.extend(match (self.view, self.section()) {
            (View::Workspaces, _) if self.is_admin() => Some(Context::Client),
            (_, Some(Section::Team)) if self.is_admin() => Some(Context::Team),
            (_, Some(Section::Settings | Section::Billing)) => Some(Context::Settings),
            (_, Some(Section::Hours)) if self.is_admin() => Some(Context::Settings),
            (_, Some(Section::Canned)) => Some(Context::Answers),
            (_, Some(Section::Rules)) => Some(Context::Rules),
            (_, Some(Section::Brand)) => Some(Context::Brand),
            (_, Some(Section::Domains)) => Some(Context::Domains),
            (_, Some(Section::Account)) => Some(Context::Account),
            (_, Some(Section::Audit)) => Some(Context::Audit),
            (_, Some(Section::Webhooks)) => Some(Context::Webhooks),
            _ => None,
        });
        self.ended(contexts)
    }

    /// Does what a key means to the row that has the cursor, or to the section.
    pub(super) fn arrange(&mut self, action: Action) -> Vec<Effect> {
        match self.row() {
            Some(row) if self.is_about_row(action, &row) => self.arrange_row(action, row),
            _ if self.view == View::Workspaces => self.arrange_client(action),
            _ => self.arrange_section(action),
        }
    }

    /// Whether a key is the row's affair; the others are the section's wherever the cursor is.
    fn is_about_row(&self, action: Action, row: &Subject) -> bool {
        let of_section = match self.section() {
            None | Some(Section::Team) => {
                vec![Action::New, Action::Invite, Action::Managers, Action::Archive, Action::Party]
            }
            Some(Section::Brand) => vec![Action::Edit, Action::Preview, Action::Publish, Action::DiscardDraft],
            Some(Section::Account) => vec![Action::New, Action::EndOthers],
            Some(Section::Settings | Section::Billing | Section::Domains | Section::Hours) => {
                vec![Action::New, Action::Edit]
            }
            Some(Section::Canned | Section::Rules | Section::Webhooks) => vec![Action::New],
            Some(Section::Audit) => vec![Action::Narrow, Action::Export],
        };
        let of_client = action == Action::Edit && matches!(row, Subject::Invitation(_));
        !of_section.contains(&action) && !of_client
    }

    fn arrange_row(&mut self, action: Action, row: Subject) -> Vec<Effect> {
        match (action, row) {
            (Action::Edit, Subject::Member(id)) => self.form = self.member_form(id),
            (Action::Edit, Subject::Teammate(id)) => self.form = self.teammate_form(id),
            (Action::Edit, Subject::Canned(id)) => self.form = self.change_canned_form(id),
            (Action::Remove, Subject::Canned(id)) => self.drop_canned(id),
            (Action::Edit, Subject::Rule(id)) => self.form = self.change_rule_form(id),
            (Action::Remove, Subject::Rule(id)) => self.drop_rule(id),
            (Action::Look, Subject::Rule(id)) => return self.try_rules(id),
            (Action::Edit, Subject::Webhook(id)) => self.form = self.change_webhook_form(id),
            (Action::Edit, row) => self.form = self.account_form(&row),
            (Action::Remove, Subject::Member(id)) => self.remove_member(id),
            (Action::Remove, Subject::Invitation(id)) => self.revoke(id),
            (Action::Remove, Subject::TeamInvitation(id)) => self.revoke_teammate(id),
            (Action::Remove, Subject::Transfer) => self.call_offer_off(),
            (Action::Remove, Subject::Image(kind)) => return self.clear_image(kind),
            (Action::Remove, Subject::Domain(id)) => self.remove_domain(id),
            (Action::Remove, Subject::Session(id)) => return self.end_session(id),
            (Action::Remove, Subject::Token(id)) => self.revoke_token(id),
            (Action::Resend, Subject::Invitation(id)) => return self.resend(id),
            (Action::Resend, Subject::TeamInvitation(id)) => return self.resend_teammate(id),
            (Action::Disable, Subject::Member(id)) => return self.disable_member(id),
            (Action::Disable, Subject::Teammate(id)) => return self.disable_teammate(id),
            (Action::Why, Subject::Member(id)) => self.form = self.sight_form(id, true),
            (Action::Mirror, Subject::Member(id)) => self.form = self.sight_form(id, false),
            (Action::HandOver, Subject::Teammate(id)) => return self.offer_agency(id),
            (Action::Agree, Subject::Transfer) => self.accept_agency(),
            (Action::Upload, Subject::Image(kind)) => self.form = Some(self.upload_form(Some(kind))),
            (Action::Look, Subject::Domain(id)) => return self.read_domain(id),
            (Action::Check, Subject::Domain(id)) => return self.check_domain(id),
            (Action::MakePrimary, Subject::Domain(id)) => return self.make_primary(id),
            (Action::Look, Subject::Entry(id)) => self.read_entry(id),
            (Action::Look, Subject::Webhook(id)) => self.unfold_webhook(id),
            (Action::Pause, Subject::Webhook(id)) => return self.pause_webhook(id),
            (Action::Try, Subject::Webhook(id)) => return self.do_about_webhooks(hooks::Deed::Test(id)),
            (Action::Rotate, Subject::Webhook(id)) => self.rotate_webhook(id),
            (Action::Remove, Subject::Webhook(id)) => self.remove_webhook(id),
            (Action::Replay, Subject::Webhook(id)) => self.form = Some(self.replay_form(id)),
            (Action::Look, Subject::Delivery(webhook, id)) => {
                return self.do_about_webhooks(hooks::Deed::LookUp(webhook, id));
            }
            (Action::Replay, Subject::Delivery(webhook, id)) => {
                return self.do_about_webhooks(hooks::Deed::Replay(webhook, id));
            }
            (Action::SameTarget, Subject::Entry(id)) => return self.narrow_to_target(id),
            _ => {}
        }
        Vec::new()
    }

    fn arrange_client(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Edit => self.form = self.workspace_form(),
            Action::New => self.form = Some(self.new_workspace_form()),
            Action::Invite => self.form = self.invitation_form(),
            Action::Managers => return self.pick_managers(),
            Action::Archive => return self.archive(),
            Action::Party => return self.look_up_party(),
            _ => {}
        }
        Vec::new()
    }

    fn arrange_section(&mut self, action: Action) -> Vec<Effect> {
        match (action, self.section()) {
            (Action::Invite, Some(Section::Team)) => self.form = Some(self.teammate_invitation_form()),
            (Action::Edit, Some(Section::Settings)) => self.form = self.settings_form(),
            (Action::Edit, Some(Section::Billing)) => self.form = self.billing_settings_form(),
            (Action::Edit, Some(Section::Hours)) => self.form = self.hours_form(),
            (Action::New, Some(Section::Canned)) => self.form = Some(self.new_canned_form()),
            (Action::New, Some(Section::Rules)) => self.form = self.new_rule_form(),
            (Action::Edit, Some(Section::Brand)) => self.form = self.colours_form(),
            (Action::Upload, Some(Section::Brand)) => self.form = Some(self.upload_form(None)),
            (Action::Preview, _) => return self.preview_draft(),
            (Action::Publish, _) => return self.publish(),
            (Action::DiscardDraft, _) => return self.discard_draft(),
            (Action::New, Some(Section::Domains)) => self.form = Some(self.domain_form()),
            (Action::New, Some(Section::Account)) => self.form = Some(self.token_form()),
            (Action::New, Some(Section::Webhooks)) => self.form = self.new_webhook_form(),
            (Action::EndOthers, _) => self.end_others(),
            (Action::Narrow, _) => self.form = Some(self.narrow_form()),
            (Action::Export, _) => self.form = Some(self.export_form()),
            _ => {}
        }
        Vec::new()
    }
}
