use portico_openapi::types;
use uuid::Uuid;

use super::Fault;
use crate::form::{Form, Pick};

/// The people of the agency, and who is asked to be one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Everybody, those who are shut out last.
    pub staff: Vec<types::StaffMember>,
    /// Who was invited and has not come.
    pub invitations: Vec<types::StaffInvitation>,
    /// The offer of the agency to another owner.
    pub transfer: Option<types::OwnershipTransfer>,
}

/// What is done about the team.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Change a teammate, as they were seen.
    Change(Uuid, i64, types::StaffChange),
    /// Shut a teammate out, or let them in again.
    Disable(Uuid, bool),
    /// Invite a teammate.
    Invite(types::NewStaffInvitation),
    /// Send an invitation again.
    Resend(Uuid),
    /// Take an invitation back.
    Revoke(Uuid),
    /// Offer the agency to a teammate.
    Offer(Uuid),
    /// Become the owner.
    Accept,
    /// Withdraw or decline the offer.
    CallOff,
}

/// What a form about the team is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A teammate, as they were seen; whether the role is in the form.
    Change(Uuid, i64),
    /// Another one.
    Invite,
}

impl Deed {
    pub(super) fn said(&self) -> &'static str {
        match self {
            Self::Change(..) => "Changed.",
            Self::Disable(_, true) => "Shut out. Every sign-in of theirs has ended.",
            Self::Disable(..) => "Let in again.",
            Self::Invite(_) => "Invited.",
            Self::Resend(_) => "Sent again. The old link works no more.",
            Self::Revoke(_) => "Taken back. The link works no more.",
            Self::Offer(_) => "Offered. They have seven days to accept.",
            Self::Accept => "The agency is yours.",
            Self::CallOff => "The offer is off.",
        }
    }
}

/// The roles that can be given.
pub fn roles() -> Vec<Pick> {
    vec![Pick::new("member", "Member: works with clients"), Pick::new("admin", "Admin: sets things up too")]
}

pub(super) fn filled(purpose: &Purpose, form: &Form) -> Result<Deed, Fault> {
    let admin = form.text("role") == "admin";
    Ok(match purpose {
        Purpose::Change(id, version) => {
            let role = if admin { types::GivenRole::Admin } else { types::GivenRole::Member };
            let role = Some(role).filter(|_| form.has("role"));
            let change = types::StaffChange { phone: form.given("phone"), role, title: form.given("title") };
            Deed::Change(*id, *version, change)
        }
        Purpose::Invite => Deed::Invite(types::NewStaffInvitation {
            email: form.given("email").ok_or(("email", "Say where the invitation goes."))?,
            name: form.given("name"),
            role: if admin { types::TeammateRole::Admin } else { types::TeammateRole::Member },
        }),
    })
}
