use portico_openapi::types;
use uuid::Uuid;

use crate::form::Form;

/// Something asked of the server that changes what is set up.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Change a client.
    ChangeWorkspace(Uuid, types::WorkspaceChange),
    /// Set what a client's person may do.
    Permit {
        /// Where.
        workspace: Uuid,
        /// Which membership.
        id: Uuid,
        /// As it was seen.
        version: i64,
        /// All of it.
        permissions: types::Permissions,
    },
}

/// What the server answered to a deed.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// It is so.
    So,
}

impl Deed {
    /// What is said when it is done.
    pub fn said(&self) -> &'static str {
        match self {
            Self::ChangeWorkspace(..) => "The client is changed.",
            Self::Permit { .. } => "Set. It holds from the next page on.",
        }
    }
}

pub(super) fn workspace_change(form: &Form) -> types::WorkspaceChange {
    types::WorkspaceChange { name: form.given("name"), show_team_members: Some(form.is_on("show_team_members")) }
}
