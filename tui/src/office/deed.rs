use std::path::PathBuf;

use portico_openapi::types;
use uuid::Uuid;

use super::audit;
use crate::form::Form;

/// Something asked of the server that changes what is set up, or is recorded.
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
    /// Put the audit trail into a file here.
    ExportTrail(audit::Filter, PathBuf),
}

/// What the server answered to a deed.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// It is so.
    So,
    /// A file was written, of so many lines.
    Wrote(PathBuf, usize),
}

impl Deed {
    /// What is said when it is done.
    pub fn said(&self, done: &Done) -> String {
        match (self, done) {
            (_, Done::Wrote(path, lines)) => format!("{lines} entries are in {}.", path.display()),
            (Self::ChangeWorkspace(..), _) => "The client is changed.".into(),
            (Self::Permit { .. }, _) => "Set. It holds from the next page on.".into(),
            (Self::ExportTrail(..), _) => "The audit trail is exported.".into(),
        }
    }
}

pub(super) fn workspace_change(form: &Form) -> types::WorkspaceChange {
    types::WorkspaceChange {
        name: form.given("name"),
        show_team_members: Some(form.is_on("show_team_members")),
        requires_second_factor: None,
        modules: None,
        slug: None,
    }
}
