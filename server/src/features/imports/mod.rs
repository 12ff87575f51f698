//! Clients, projects and requests out of CSV files, for owners and admins: all of a file or nothing of it, and every
//! bad row by its line and column. Rows become what is planned without I/O; the verbs of the things themselves make
//! them. Nobody is told of what is imported, and no mail is sent that was not asked for.

mod api;
mod cells;
mod clients;
mod projects;
mod requests;
mod service;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use api::ImportApi;

/// The most rows of one file: so many are done within one request, and others wait for them no longer than that.
const MOST_ROWS: usize = 1000;

/// What becomes of what is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existing {
    /// It is a fault of the file.
    #[default]
    Refuse,
    /// It stays as it is.
    Skip,
    /// It becomes what the file says; what the file leaves empty stays.
    Update,
}

/// What came of a row, or would: the most of what came of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Skipped,
    Updated,
    Created,
}

/// A row, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub line: u64,
    pub outcome: Outcome,
    /// What it became or was: a workspace, a project, a request. Not known where it would only be made.
    pub id: Option<Uuid>,
}
