use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::access;
use crate::api::{Author, PersonRef, Ref, Text};
use crate::entity::words::StaffRole;
use crate::entity::{invitation, staff_invitation};
use crate::error::Result;
use crate::features::invitations::service::{Invite, NewTeammate};
use crate::features::invitations::state::{State, Void};
use crate::features::workspaces::{Permissions, PresetName, permitted};

/// Where an invitation stands.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum InvitationState {
    /// It can be accepted.
    Pending,
    /// Its link does not work, and `void` says why; it works again once that is mended.
    Void,
    Accepted,
    Revoked,
    /// Nobody came in time; it can be sent again.
    Expired,
}

impl From<State> for InvitationState {
    fn from(state: State) -> Self {
        match state {
            State::Pending => Self::Pending,
            State::Void => Self::Void,
            State::Accepted => Self::Accepted,
            State::Revoked => Self::Revoked,
            State::Expired => Self::Expired,
        }
    }
}

impl From<InvitationState> for State {
    fn from(state: InvitationState) -> Self {
        match state {
            InvitationState::Pending => Self::Pending,
            InvitationState::Void => Self::Void,
            InvitationState::Accepted => Self::Accepted,
            InvitationState::Revoked => Self::Revoked,
            InvitationState::Expired => Self::Expired,
        }
    }
}

/// Why an invitation's link does not work.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum InvitationVoid {
    /// The workspace is in the archive.
    WorkspaceArchived,
    /// Who sent it is gone, or may not invite any more; whoever sends it again stands for it.
    InviterGone,
    /// Who is invited is shut out of the agency.
    PersonDisabled,
}

impl From<Void> for InvitationVoid {
    fn from(void: Void) -> Self {
        match void {
            Void::WorkspaceArchived => Self::WorkspaceArchived,
            Void::InviterGone => Self::InviterGone,
            Void::PersonDisabled => Self::PersonDisabled,
        }
    }
}

/// What every invitation tells of itself.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct Sending {
    email: String,
    name: Option<String>,
    state: InvitationState,
    /// Of one that is void.
    void: Option<InvitationVoid>,
    created_at: DateTime<Utc>,
    /// When it was sent last.
    sent_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
    /// The link, to be copied: only in the answer to what has just sent it.
    accept_url: Option<String>,
}

macro_rules! sending_of {
    ($row:expr, $link:expr, $void:expr, $now:expr) => {{
        let state = State::at($now, $row.ends(), $void);
        Sending {
            state: state.into(),
            void: $void.filter(|_| state == State::Void).map(Into::into),
            email: $row.email,
            name: $row.name,
            created_at: $row.created_at,
            sent_at: $row.sent_at,
            expires_at: $row.expires_at,
            accepted_at: $row.accepted_at,
            revoked_at: $row.revoked_at,
            accept_url: $link,
        }
    }};
}

/// An invitation of a person into a workspace.
#[derive(Object)]
pub struct Invitation {
    id: Uuid,
    workspace: Ref,
    /// What the person may do once they have come.
    permissions: Permissions,
    inviter: Author,
    #[oai(flatten)]
    sending: Sending,
}

impl Invitation {
    /// An invitation as it stands at this time.
    pub fn of(
        row: invitation::Model,
        workspace: String,
        link: Option<String>,
        void: Option<Void>,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id: row.id.into(),
            workspace: Ref { id: row.workspace_id.into(), name: workspace },
            permissions: access::Permissions::from(&row).into(),
            inviter: Author { kind: row.inviter_kind.into(), id: row.inviter_id, name: row.inviter_name.clone() },
            sending: sending_of!(row, link, void, now),
        }
    }
}

/// An invitation to be. What the person may do is said by `permissions` or by `preset`.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewInvitation {
    #[oai(validator(min_length = 1, max_length = 320))]
    pub email: Text,
    /// What the person is called, as far as it is known.
    #[oai(validator(max_length = 120))]
    pub name: Option<Text>,
    pub permissions: Option<Permissions>,
    pub preset: Option<PresetName>,
}

impl NewInvitation {
    /// The same as the verb takes it.
    pub fn read(self) -> Result<Invite> {
        let permissions = permitted(self.permissions, self.preset)?;
        Ok(Invite { email: self.email.into(), name: self.name.map(Into::into), permissions })
    }
}

/// What a teammate may be invited as.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum TeammateRole {
    Admin,
    Member,
}

/// An invitation of a person to the agency's team.
#[derive(Object)]
pub struct StaffInvitation {
    id: Uuid,
    role: TeammateRole,
    inviter: PersonRef,
    #[oai(flatten)]
    sending: Sending,
}

impl StaffInvitation {
    /// An invitation as it stands at this time.
    pub fn of(row: staff_invitation::Model, link: Option<String>, void: Option<Void>, now: DateTime<Utc>) -> Self {
        Self {
            id: row.id.into(),
            role: match row.role {
                StaffRole::Owner | StaffRole::Admin => TeammateRole::Admin,
                StaffRole::Member => TeammateRole::Member,
            },
            inviter: PersonRef { id: row.inviter_id.into(), name: row.inviter_name.clone() },
            sending: sending_of!(row, link, void, now),
        }
    }
}

/// An invitation to the team to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewStaffInvitation {
    #[oai(validator(min_length = 1, max_length = 320))]
    pub email: Text,
    /// What the person is called, as far as it is known.
    #[oai(validator(max_length = 120))]
    pub name: Option<Text>,
    pub role: TeammateRole,
}

impl From<NewStaffInvitation> for NewTeammate {
    fn from(new: NewStaffInvitation) -> Self {
        let role = match new.role {
            TeammateRole::Admin => StaffRole::Admin,
            TeammateRole::Member => StaffRole::Member,
        };
        Self { email: new.email.into(), name: new.name.map(Into::into), role }
    }
}

/// What somebody joins the team with.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct AcceptedInvitation {
    /// The last part of the invitation's link.
    #[oai(validator(min_length = 1, max_length = 128))]
    pub token: Text,
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Text,
    #[oai(validator(min_length = 1, max_length = 256))]
    pub password: Text,
}
