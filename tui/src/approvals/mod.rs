//! Work that clients decide on: what is looked for, what is done about it, and what forms about it are for.

mod board;
mod place;
mod plan;
mod steps;
mod words;

use std::path::PathBuf;

use portico_openapi::types::{ApprovalChange, ApprovalStatus, ApprovalStepChange, WaitsOn};
use uuid::Uuid;

pub use board::{Board, COLUMNS, Narrowing, Wanted, is_wide};
pub use place::{in_text, on_file};
pub use plan::{MOST_STEPS, fields, plan, planned, projects, step_fields};
pub use steps::{head_change, head_fields, step_change, step_change_fields};
pub use words::{anchor, details, happened, is_unsent, kind, shape, size, standing, status, step_status, turn};

use crate::{
    draft::{Place, Plan},
    form::{Field, Form, Pick},
    office::Fault,
};

/// What is done about approvals at once.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Say that a comment of an approval is dealt with, or is not after all.
    Resolve(Uuid, Uuid, bool),
    /// Put an approval away as it was seen, or take it out again.
    Archive(Uuid, i64, bool),
    /// Put something of it into a file here.
    Save(Source, PathBuf),
    /// Change what it is called and what it is for, as it was seen.
    Head(Uuid, i64, Box<ApprovalChange>),
    /// Change a step of it.
    Step {
        /// Of which approval.
        approval: Uuid,
        /// As it was seen.
        version: i64,
        /// Which.
        step: Uuid,
        /// Whose it is.
        workspace: Uuid,
        /// The name of the client.
        client: String,
        /// What is other than it was.
        change: Box<ApprovalStepChange>,
        /// Who decides from now on, by name or address, where that changes.
        reviewers: Option<Vec<String>>,
    },
    /// See whether those who are to decide on a new approval are there, before its first version is written.
    Plan(Option<Place>, Box<Plan>),
}

/// What can be put into a file here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file of a version.
    File(Uuid),
    /// The certificate of an approval's step.
    Certificate(Uuid, Uuid),
}

/// What a form about approvals is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Which of them to look at.
    Narrow,
    /// Where to put something.
    Save(Source),
    /// A new one; or one that is to be, changed.
    Plan(Option<Place>),
    /// What goes with what is written.
    Attach,
    /// A step that was sent.
    Step(Uuid),
    /// What an approval is called, and what it is for.
    Head,
    /// Where on the version something is said.
    Spot,
}

impl Deed {
    /// What is said when it is done.
    pub fn said(&self) -> &'static str {
        match self {
            Self::Resolve(_, _, true) => "The comment is resolved.",
            Self::Resolve(_, _, false) => "The comment is open again.",
            Self::Archive(_, _, true) => "The approval is in the archive. Its client sees it there no more.",
            Self::Archive(_, _, false) => "The approval is out of the archive.",
            Self::Save(..) => "It is saved.",
            Self::Head(..) => "The approval is changed.",
            Self::Step { .. } => "The step is changed.",
            // What is written next says it.
            Self::Plan(..) => "",
        }
    }
}

/// Which approvals to look at, as a form has it.
pub fn narrow_fields(now: &Narrowing, clients: impl Iterator<Item = (Uuid, String)>) -> Vec<Field> {
    let all = std::iter::once(Pick::new("", "every client"));
    let clients = all.chain(clients.map(|(id, name)| Pick::new(id.to_string(), name))).collect();
    let statuses = std::iter::once(Pick::new("", "every status"))
        .chain(COLUMNS.iter().map(|one| Pick::new(one.to_string(), status(*one))));
    let turns = [
        Pick::new("", "whoever"),
        Pick::new("agency", "us"),
        Pick::new("client", "the client"),
        Pick::new("nobody", "nobody"),
    ];
    let text = |value: Option<String>| value.unwrap_or_default();
    vec![
        Field::choice("workspace", "Client", clients, &text(now.workspace.map(|id| id.to_string()))),
        Field::choice("status", "Status", statuses.collect(), &text(now.status.map(|one| one.to_string()))),
        Field::choice("turn", "Waits on", turns.into(), &text(now.turn.map(|side| side.to_string()))),
        Field::switch("archived", "The archive", now.archived),
    ]
}

/// Which approvals a form asks for.
pub fn narrowed(form: &Form) -> Narrowing {
    Narrowing {
        workspace: form.text("workspace").parse().ok(),
        status: form.text("status").parse::<ApprovalStatus>().ok(),
        turn: form.text("turn").parse::<WaitsOn>().ok(),
        archived: form.is_on("archived"),
    }
}

/// Where a form puts something.
pub fn saved(source: Source, form: &Form) -> Result<Deed, Fault> {
    let path = form.given("path").ok_or(("path", "Say where to put it."))?;
    Ok(Deed::Save(source, PathBuf::from(path)))
}
