//! What staff set up: clients and their people, and the agency's own affairs. Here is what there is to set
//! up, as values: what a form is for, what is asked of the server, and what it answered.

mod deed;
mod permissions;

use uuid::Uuid;

pub use deed::{Deed, Done};
pub use permissions::{PERMISSIONS, fields as permission_fields, held, may};

use crate::form::Form;

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A client's name and what its people see.
    Workspace(Uuid),
    /// What a client's person may do.
    Member {
        /// Where.
        workspace: Uuid,
        /// Which membership.
        id: Uuid,
        /// As it was seen.
        version: i64,
    },
}

/// What a row of a pane is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A client's person.
    Member(Uuid),
}

/// What a form asks of the server; or the field that is wrong, and why.
pub fn deed(form: &Form) -> Result<Deed, (&'static str, &'static str)> {
    match form.purpose {
        Purpose::Workspace(id) => Ok(Deed::ChangeWorkspace(id, deed::workspace_change(form))),
        Purpose::Member { workspace, id, version } => {
            Ok(Deed::Permit { workspace, id, version, permissions: held(|name| form.is_on(name)) })
        }
    }
}
