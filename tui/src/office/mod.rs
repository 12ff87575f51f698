//! What staff set up: clients and their people, and the agency's own affairs. Here is what there is to set
//! up, as values: what a form is for, what is asked of the server, and what it answered.

pub mod audit;
mod deed;
mod permissions;
mod seen;

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Utc};
use uuid::Uuid;

pub use deed::{Deed, Done};
pub use permissions::{fields as permission_fields, held, may};
pub use seen::{Look, Office, Seen};

use crate::{form::Form, when};

/// A part of the agency's own affairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What was done, by whom.
    Audit,
}

impl Section {
    /// All of them, in their order.
    pub const ALL: [Self; 1] = [Self::Audit];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Audit => "Audit trail",
        }
    }

    /// What it is about.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Audit => "who did what to which thing, and when",
        }
    }

    /// Whether only owners and admins see it.
    pub fn is_for_admins(self) -> bool {
        matches!(self, Self::Audit)
    }
}

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
    /// Which entries of the audit trail to look at.
    Narrow,
    /// Where to put the audit trail.
    Export,
}

/// What a row of a pane is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A client's person.
    Member(Uuid),
    /// Something that was done.
    Entry(Uuid),
}

/// What comes of a filled-in form.
#[derive(Clone, Debug, PartialEq)]
pub enum Filled {
    /// A change at the server.
    Deed(Deed),
    /// Other entries of the audit trail.
    Narrowed(audit::Filter),
}

/// A field that is wrong, and why.
pub type Fault = (&'static str, &'static str);

/// What a form comes to at a time.
pub fn filled(form: &Form, filter: &audit::Filter, now: DateTime<Utc>, zone: FixedOffset) -> Result<Filled, Fault> {
    Ok(match form.purpose {
        Purpose::Workspace(id) => Filled::Deed(Deed::ChangeWorkspace(id, deed::workspace_change(form))),
        Purpose::Member { workspace, id, version } => {
            let permissions = held(|name| form.is_on(name));
            Filled::Deed(Deed::Permit { workspace, id, version, permissions })
        }
        Purpose::Narrow => {
            let since = match form.given("since") {
                Some(text) => Some(when::past(&text, now, zone).ok_or(("since", SINCE))?),
                None => None,
            };
            let actor = form.text("actor").parse().ok();
            let target = filter.target.clone().filter(|_| form.is_on("target"));
            Filled::Narrowed(audit::Filter { action: form.given("action"), actor, target, since })
        }
        Purpose::Export => {
            let path = form.given("path").ok_or(("path", "Say where to put it."))?;
            Filled::Deed(Deed::ExportTrail(filter.clone(), PathBuf::from(path)))
        }
    })
}

const SINCE: &str = "Say a day, such as 2026-03-04, or how far back, such as 12h, 7d or 4w.";
