use portico_openapi::types::{StaffMember, StaffRole};
use uuid::Uuid;

use super::App;
use crate::{
    effect::Effect,
    form::{Field, Form},
    keymap::Context,
    office::{
        Deed, Purpose,
        team::{self, roles},
    },
    text,
};

impl App {
    pub(super) fn teammate(&self, id: Uuid) -> Option<&StaffMember> {
        self.office.team.get()?.staff.iter().find(|person| person.id == id)
    }

    /// Whether the person is the agency's owner.
    pub fn is_owner(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.staff.role == StaffRole::Owner)
    }

    pub(super) fn is_me(&self, id: Uuid) -> bool {
        self.me.as_ref().is_some_and(|me| me.staff.id == id)
    }

    pub(super) fn teammate_form(&self, id: Uuid) -> Option<Form> {
        let person = self.teammate(id)?;
        let mut fields = vec![
            Field::text("title", "Title", person.title.as_deref().unwrap_or_default()).helped("as clients read it"),
            Field::text("phone", "Telephone", person.phone.as_deref().unwrap_or_default()),
        ];
        if person.role != StaffRole::Owner && !self.is_me(id) {
            let role = if person.role == StaffRole::Admin { "admin" } else { "member" };
            fields.insert(0, Field::choice("role", "Role", roles(), role));
        }
        let purpose = Purpose::Team(team::Purpose::Change(id, person.version));
        Some(Form::new(purpose, &person.name, (self.new_key)(), fields))
    }

    pub(super) fn teammate_invitation_form(&self) -> Form {
        let fields = vec![
            Field::text("email", "Email", ""),
            Field::text("name", "Name", "").helped("if you know it"),
            Field::choice("role", "Role", roles(), "member"),
        ];
        Form::new(Purpose::Team(team::Purpose::Invite), "Invite to the team", (self.new_key)(), fields)
    }

    /// Asks before a teammate is shut out; letting them in again needs no question.
    pub(super) fn disable_teammate(&mut self, id: Uuid) -> Vec<Effect> {
        let Some((name, is_out)) = self.teammate(id).map(|one| (one.name.clone(), one.disabled_at.is_some())) else {
            return Vec::new();
        };
        let deed = Deed::Team(team::Deed::Disable(id, !is_out));
        if is_out {
            return self.ask_for((self.new_key)(), deed);
        }
        let words = format!("Every sign-in and API token of {name} ends at once. What they did stays.");
        self.confirm("Shut out", words, deed);
        Vec::new()
    }

    /// Asks before the agency is offered: its name has to be typed.
    pub(super) fn offer_agency(&mut self, id: Uuid) -> Vec<Effect> {
        let Some(agency) = self.me.as_ref().map(|me| me.agency.name.clone()) else {
            return Vec::new();
        };
        match self.teammate(id) {
            Some(person) if person.disabled_at.is_none() && !self.is_me(id) => {
                let words = format!("When {} accepts, the agency is theirs and you are an admin.", person.name);
                let deed = Deed::Team(team::Deed::Offer(id));
                self.confirm_by_name("Hand the agency over", words, &agency, deed);
                Vec::new()
            }
            _ => self.say("The agency can be offered to a teammate who is not shut out."),
        }
    }

    /// Asks before the agency becomes one's own: its name has to be typed.
    pub(super) fn accept_agency(&mut self) {
        let owner = self.office.team.get().and_then(|team| Some(team.transfer.as_ref()?.owner.name.clone()));
        if let (Some(owner), Some(agency)) = (owner, self.me.as_ref().map(|me| me.agency.name.clone())) {
            let words = format!("You will be the owner, and {owner} an admin.");
            self.confirm_by_name("Take the agency over", words, &agency, Deed::Team(team::Deed::Accept));
        }
    }

    pub(super) fn call_offer_off(&mut self) {
        self.confirm("Call it off", "The agency stays with its owner.", Deed::Team(team::Deed::CallOff));
    }

    pub(super) fn resend_teammate(&mut self, id: Uuid) -> Vec<Effect> {
        self.ask_for((self.new_key)(), Deed::Team(team::Deed::Resend(id)))
    }

    pub(super) fn revoke_teammate(&mut self, id: Uuid) {
        let all = self.office.team.get().map(|team| team.invitations.as_slice()).unwrap_or_default();
        if let Some(invitation) = all.iter().find(|invitation| invitation.id == id) {
            let words = format!("The link that {} has stops working.", text::address(&invitation.email));
            self.confirm("Take back", words, Deed::Team(team::Deed::Revoke(id)));
        }
    }
}

impl App {
    /// What may be done to a teammate: the owner is the owner's own affair, and nobody shuts themselves out.
    pub(super) fn teammate_contexts(&self, id: Uuid) -> Vec<Context> {
        let is_owner = self.teammate(id).is_some_and(|person| person.role == StaffRole::Owner);
        if !self.is_admin() || (is_owner && !self.is_owner()) {
            return Vec::new();
        }
        let heir = (self.is_owner() && !self.is_me(id)).then_some(Context::Heir);
        std::iter::once(Context::Teammate).chain(heir).collect()
    }

    /// What may be done about the offer of the agency.
    pub(super) fn transfer_contexts(&self) -> Vec<Context> {
        let transfer = self.office.team.get().and_then(|team| team.transfer.as_ref());
        let (Some(transfer), Some(me)) = (transfer, &self.me) else {
            return Vec::new();
        };
        match me.staff.id {
            id if id == transfer.receiver.id => vec![Context::Offered, Context::Offer],
            id if id == transfer.owner.id => vec![Context::Offer],
            _ => Vec::new(),
        }
    }
}
