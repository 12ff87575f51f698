use portico_openapi::types;
use uuid::Uuid;

use super::{Fault, permissions::held};
use crate::form::{Field, Form};

/// What is done about clients and their people.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Open a workspace for a client.
    Open(types::NewWorkspace),
    /// Change a client, as it was seen.
    Change(Uuid, i64, types::WorkspaceChange),
    /// Say who looks after a client, as it was seen.
    Look(Uuid, i64, Vec<Uuid>),
    /// Put a client into the archive, or take it out again.
    Archive(Uuid, i64, bool),
    /// Invite a person.
    Invite(Uuid, types::NewInvitation),
    /// Send an invitation again.
    Resend(Uuid),
    /// Take an invitation back.
    Revoke(Uuid),
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
    /// Take a person out of a workspace.
    Remove {
        /// Where.
        workspace: Uuid,
        /// Which membership.
        id: Uuid,
    },
    /// Shut a person out of the agency, or let them in again.
    Disable(Uuid, bool),
    /// Find out why a person can or cannot see a page.
    Explain(Sight),
    /// Look at a page as a person would see it.
    Mirror(Sight),
    /// Deliver files from here to a client's gallery.
    Deliver {
        /// Whose.
        workspace: Uuid,
        /// What they are for.
        project: Option<Uuid>,
        /// Where they are here, in their order.
        paths: Vec<String>,
        /// Those that are at the server already, and stand where [`sent_before`] names them.
        before: Vec<Uuid>,
    },
}

/// A page of the portal, seen by somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// In which workspace.
    pub workspace: Uuid,
    /// Who.
    pub person: Uuid,
    /// What they are called.
    pub name: String,
    /// Which page.
    pub path: String,
}

/// What a form about a client is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Another client.
    Open,
    /// A client's name and what its people see.
    Change(Uuid, i64),
    /// Another person.
    Invite(Uuid),
    /// What a client's person may do.
    Permit {
        /// Where.
        workspace: Uuid,
        /// Which membership.
        id: Uuid,
        /// As it was seen.
        version: i64,
    },
    /// Why somebody can or cannot see a page.
    Explain(Sight),
    /// What somebody sees.
    Mirror(Sight),
    /// Deliver files to its gallery, perhaps some that are at the server already.
    Deliver(Uuid, Vec<Uuid>),
}

impl Deed {
    pub(super) fn said(&self) -> &'static str {
        match self {
            Self::Open(_) => "The client is there. Now invite its people.",
            Self::Change(..) => "The client is changed.",
            Self::Look(..) => "Set. The client's people see it at once.",
            Self::Archive(_, _, true) => "Archived. Nothing is deleted, and nobody is in.",
            Self::Archive(..) => "Taken out of the archive; everything is as it was.",
            Self::Invite(..) => "Invited.",
            Self::Resend(_) => "Sent again. The old link works no more.",
            Self::Revoke(_) => "Taken back. The link works no more.",
            Self::Permit { .. } => "Set. It holds from the next page on.",
            Self::Remove { .. } => "Taken out. Pages that are open close.",
            Self::Disable(_, true) => "Shut out of the agency. Pages that are open close.",
            Self::Disable(..) => "Let in again; signing in works.",
            Self::Explain(_) => "That is why.",
            Self::Mirror(_) => "The look is recorded.",
            // It waits, and that is told.
            Self::Deliver { .. } => "",
        }
    }
}

/// What the paths of files are called in a form; it has no more of them, the API takes more.
pub const PATHS: [&str; 10] =
    ["path", "path2", "path3", "path4", "path5", "path6", "path7", "path8", "path9", "path10"];

/// How files are named in a form whose paths are not known here; nothing is, where there are none.
pub fn sent_before(files: &[Uuid]) -> String {
    match files.len() {
        0 => String::new(),
        1 => "a file uploaded before".into(),
        many => format!("{many} files uploaded before"),
    }
}

/// The modules of a workspace as a form has them.
pub fn module_fields(now: &types::Modules) -> Vec<Field> {
    vec![
        Field::switch("work", "Work", now.work).helped("projects, requests"),
        Field::switch("automation", "Automation", now.automation).helped("workflows, connections"),
        Field::switch("billing", "Billing", now.billing).helped("invoices"),
    ]
}

fn modules(form: &Form) -> Option<types::ModuleChange> {
    let on = |name| Some(form.is_on(name));
    Some(types::ModuleChange { work: on("work"), automation: on("automation"), billing: on("billing") })
}

pub(super) fn filled(purpose: &Purpose, form: &Form) -> Result<Deed, Fault> {
    Ok(match purpose {
        Purpose::Open => Deed::Open(types::NewWorkspace {
            name: form.given("name").ok_or(("name", "Say what the client is called."))?,
            slug: None,
            show_team_members: Some(form.is_on("show_team_members")),
            modules: modules(form),
        }),
        Purpose::Change(id, version) => {
            let change = types::WorkspaceChange {
                name: form.given("name"),
                show_team_members: Some(form.is_on("show_team_members")),
                requires_second_factor: Some(form.is_on("requires_second_factor")),
                modules: modules(form),
                slug: None,
            };
            Deed::Change(*id, *version, change)
        }
        Purpose::Invite(workspace) => {
            let invitation = types::NewInvitation {
                email: form.given("email").ok_or(("email", "Say where the invitation goes."))?,
                name: form.given("name"),
                permissions: Some(held(|name| form.is_on(name))),
                preset: None,
            };
            Deed::Invite(*workspace, invitation)
        }
        Purpose::Permit { workspace, id, version } => {
            let permissions = held(|name| form.is_on(name));
            Deed::Permit { workspace: *workspace, id: *id, version: *version, permissions }
        }
        // Without a page, those that there usually are.
        Purpose::Explain(sight) => {
            Deed::Explain(Sight { path: form.given("path").unwrap_or_default(), ..sight.clone() })
        }
        Purpose::Deliver(workspace, before) => {
            let paths: Vec<_> = PATHS.iter().filter_map(|name| form.given(name)).collect();
            if paths.is_empty() {
                return Err((PATHS[0], "Say which file."));
            }
            let project = form.text("project_id").parse().ok();
            Deed::Deliver { workspace: *workspace, project, paths, before: before.clone() }
        }
        Purpose::Mirror(sight) => {
            let path = form.given("path").ok_or(("path", "Say which page, such as /portal/requests."))?;
            Deed::Mirror(Sight { path, ..sight.clone() })
        }
    })
}
