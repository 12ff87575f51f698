//! Requests: rows into what is taken over. Rules without I/O.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{MOST_ROWS, cells};
use crate::entity::words::{Priority, RequestKind, RequestStage};
use crate::error::Result;
use crate::features::requests::{NewRequest, OldRequest};
use crate::ids::{ClientId, ProjectId, RequestId, StaffId, WorkspaceId};
use crate::sheet::{Faults, Layout, Row};
use crate::text;

/// What a file of requests says.
pub const LAYOUT: Layout = Layout {
    columns: &[
        "external_id",
        "workspace",
        "subject",
        "body",
        "type",
        "category",
        "status",
        "priority",
        "author",
        "assignee",
        "project",
        "tags",
        "due_on",
        "created_at",
        "closed_at",
        // An export says it, and here it gets another.
        "number",
    ],
    needed: 4,
    prose: &["subject", "body"],
    most_rows: MOST_ROWS,
};

/// Somebody of a client who may send requests.
#[derive(Clone, Debug)]
pub struct Asker {
    pub id: ClientId,
    pub name: String,
    pub email: String,
}

/// What the agency knows already of what a file names.
pub struct Known {
    /// Its clients by short name and by id.
    pub clients: BTreeMap<String, WorkspaceId>,
    /// Who may send requests for them, the first one first.
    pub askers: BTreeMap<WorkspaceId, Vec<Asker>>,
    pub projects: BTreeMap<(WorkspaceId, String), Vec<ProjectId>>,
    /// Who works for the agency, by address.
    pub staff: BTreeMap<String, StaffId>,
    /// What was taken over before.
    pub taken: BTreeMap<(WorkspaceId, String), RequestId>,
    pub now: DateTime<Utc>,
}

/// What becomes of a row.
#[derive(Clone, Debug)]
pub enum Step {
    Take(Box<OldRequest>),
    /// It was taken over before.
    Keep(RequestId),
}

/// What becomes of a file's rows, each with its line; `faults` were found when they were read.
///
/// # Errors
/// [`crate::error::Error::Invalid`] with every fault, these and what else is wrong.
pub fn plan(rows: &[Row], mut faults: Faults, known: &Known) -> Result<Vec<(u64, Step)>> {
    let mut seen: BTreeMap<(WorkspaceId, String), u64> = BTreeMap::new();
    let mut planned = Vec::new();
    for row in rows {
        let key = workspace(row, known).map(|workspace| (workspace, text::clean_line(row.get("external_id"))));
        // What is here stays as it is, whatever has become of the people and the project that the row names.
        let step = match key.as_ref().and_then(|key| known.taken.get(key)) {
            Some(earlier) => Some(Step::Keep(*earlier)),
            None => request(row, known, &mut faults).map(|old| Step::Take(Box::new(old))),
        };
        let (Some(key), Some(step)) = (key, step) else { continue };
        if let Some(line) = seen.insert(key, row.line) {
            faults.add(row.line, "external_id", format!("Line {line} has this already."));
        }
        planned.push((row.line, step));
    }
    faults.into_result()?;
    Ok(planned)
}

/// The client that a row names.
fn workspace(row: &Row, known: &Known) -> Option<WorkspaceId> {
    known.clients.get(&row.get("workspace").to_ascii_lowercase()).copied()
}

/// What a row says, where nothing is wrong with it.
fn request(row: &Row, known: &Known, faults: &mut Faults) -> Option<OldRequest> {
    let workspace = workspace(row, known);
    if workspace.is_none() {
        faults.add(row.line, "workspace", "The agency has no client with this short name or id.");
    }
    let author = workspace.and_then(|workspace| author(row, workspace, known, faults));
    let project = workspace.and_then(|workspace| project(row, workspace, known, faults));
    let assignee = match row.get("assignee") {
        "" => None,
        email => {
            let known = known.staff.get(&text::address(email)).copied();
            if known.is_none() {
                faults.add(row.line, "assignee", "Nobody who works for the agency has this address.");
            }
            known
        }
    };
    let stages: Vec<&str> = RequestStage::ALL.iter().map(|stage| stage.as_str()).collect();
    let priorities: Vec<&str> = Priority::ALL.iter().map(|priority| priority.as_str()).collect();
    let kinds: Vec<&str> = RequestKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let stage = cells::word(row, "status", RequestStage::parse, &stages, faults);
    let priority = cells::word(row, "priority", Priority::parse, &priorities, faults);
    let kind = cells::word(row, "type", RequestKind::parse, &kinds, faults).unwrap_or(RequestKind::Support);
    let category = match (row.get("category"), kind) {
        ("", RequestKind::Job) => "project".to_owned(),
        ("", RequestKind::Support) => "feedback".to_owned(),
        (category, _) => category.to_ascii_lowercase(),
    };
    let asked =
        NewRequest { kind, category, subject: row.get("subject").into(), body: row.get("body").into(), project };
    let tags = row.get("tags").split([',', ';']).map(text::clean_line).filter(|tag| !tag.is_empty()).collect();
    // The rules look at the rest also where client and author are not known.
    let (id, name) = author.map_or_else(|| (uuid::Uuid::nil().into(), String::new()), |one| (one.id, one.name));
    let old = OldRequest {
        external_id: text::clean_line(row.get("external_id")),
        workspace: workspace.unwrap_or_else(|| uuid::Uuid::nil().into()),
        author: id,
        author_name: name,
        asked,
        stage: stage.unwrap_or(RequestStage::New),
        priority: priority.unwrap_or(Priority::Normal),
        assignee,
        tags,
        due_on: cells::day(row, "due_on", faults),
        created_at: cells::time(row, "created_at", faults).unwrap_or(known.now),
        closed_at: cells::time(row, "closed_at", faults),
    };
    let fields = ["external_id", "category", "subject", "body", "tags", "created_at", "closed_at"];
    let columns = fields.into_iter().map(|field| (field, field)).collect();
    cells::ruled(row, old.checked(known.now), &columns, faults).filter(|_| workspace.is_some())
}

/// Who asked: the one who is named, or else whoever of the client came first.
fn author(row: &Row, workspace: WorkspaceId, known: &Known, faults: &mut Faults) -> Option<Asker> {
    let askers = known.askers.get(&workspace).map_or(&[][..], Vec::as_slice);
    let (found, message) = match row.get("author") {
        "" => (askers.first(), "Nobody of this client may send requests. Import its people first."),
        email => {
            let email = text::address(email);
            (
                askers.iter().find(|one| one.email == email),
                "Nobody of this client who may send requests has this address.",
            )
        }
    };
    if found.is_none() {
        faults.add(row.line, "author", message);
    }
    found.cloned()
}

/// The project of this name, where one is named.
fn project(row: &Row, workspace: WorkspaceId, known: &Known, faults: &mut Faults) -> Option<ProjectId> {
    let name = text::clean_line(row.get("project"));
    if name.is_empty() {
        return None;
    }
    match known.projects.get(&(workspace, name)).map_or(&[][..], Vec::as_slice) {
        [one] => Some(*one),
        [] => {
            faults.add(row.line, "project", "The client has no project of this name.");
            None
        }
        _ => {
            faults.add(row.line, "project", "The client has several projects of this name.");
            None
        }
    }
}
