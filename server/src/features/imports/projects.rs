//! Projects: rows into what becomes of them. Rules without I/O.

use std::collections::BTreeMap;

use super::{Existing, MOST_ROWS, cells};
use crate::entity::words::ProjectStatus;
use crate::error::Result;
use crate::features::projects::{Change, NewProject, checked};
use crate::ids::{ProjectId, WorkspaceId};
use crate::sheet::{Faults, Layout, Row};
use crate::text;

/// What a file of projects says.
pub const LAYOUT: Layout = Layout {
    columns: &["workspace", "name", "status", "starts_on", "due_on", "description"],
    needed: 2,
    prose: &["description"],
    most_rows: MOST_ROWS,
};

/// What the agency knows already.
#[derive(Default)]
pub struct Known {
    /// Its clients by short name and by id.
    pub clients: BTreeMap<String, WorkspaceId>,
    /// Their projects by name.
    pub projects: BTreeMap<(WorkspaceId, String), Vec<ProjectId>>,
}

/// What becomes of a row.
#[derive(Clone, Debug)]
pub enum Step {
    Create(NewProject),
    Update(ProjectId, Change),
    Keep(ProjectId),
}

/// What becomes of a file's rows, each with its line; `faults` were found when they were read.
///
/// # Errors
/// [`crate::error::Error::Invalid`] with every fault, these and what else is wrong.
pub fn plan(rows: &[Row], mut faults: Faults, existing: Existing, known: &Known) -> Result<Vec<(u64, Step)>> {
    let mut seen: BTreeMap<(WorkspaceId, String), u64> = BTreeMap::new();
    let mut planned = Vec::new();
    for row in rows {
        let Some(new) = project(row, known, &mut faults) else { continue };
        let key = (new.workspace, new.name.clone());
        if let Some(line) = seen.get(&key) {
            faults.add(row.line, "name", format!("Line {line} has this project already."));
            continue;
        }
        let ids = known.projects.get(&key).map_or(&[][..], Vec::as_slice);
        seen.insert(key, row.line);
        match (ids, existing) {
            ([], _) => planned.push((row.line, Step::Create(new))),
            ([_, ..], Existing::Refuse) => {
                faults.add(
                    row.line,
                    "name",
                    "The client has a project of this name. Say whether to skip or to update it.",
                );
            }
            ([id, ..], Existing::Skip) => planned.push((row.line, Step::Keep(*id))),
            ([id], Existing::Update) => planned.push((row.line, Step::Update(*id, change(row, new)))),
            ([_, _, ..], Existing::Update) => {
                faults.add(row.line, "name", "The client has several projects of this name.");
            }
        }
    }
    faults.into_result()?;
    Ok(planned)
}

/// What a row says, where nothing is wrong with it.
fn project(row: &Row, known: &Known, faults: &mut Faults) -> Option<NewProject> {
    let workspace = known.clients.get(&row.get("workspace").to_ascii_lowercase()).copied();
    if workspace.is_none() {
        faults.add(row.line, "workspace", "The agency has no client with this short name or id.");
    }
    let words: Vec<&str> = ProjectStatus::ALL.iter().map(|status| status.as_str()).collect();
    let status = cells::word(row, "status", ProjectStatus::parse, &words, faults);
    let new = NewProject {
        // The rules look at the rest also where the client is not known.
        workspace: workspace.unwrap_or_else(|| uuid::Uuid::nil().into()),
        name: text::clean_line(row.get("name")),
        summary: row.get("description").to_owned(),
        status: status.unwrap_or(ProjectStatus::Active),
        starts_on: cells::day(row, "starts_on", faults),
        due_on: cells::day(row, "due_on", faults),
    };
    let columns = BTreeMap::from([("name", "name"), ("summary", "description"), ("due_on", "due_on")]);
    cells::ruled(row, checked(new), &columns, faults).filter(|_| workspace.is_some())
}

/// What a row changes of a project: what it leaves empty stays.
fn change(row: &Row, new: NewProject) -> Change {
    let said = |column: &str| !row.get(column).is_empty();
    Change {
        name: None,
        summary: said("description").then_some(new.summary),
        status: said("status").then_some(new.status),
        starts_on: said("starts_on").then_some(new.starts_on),
        due_on: said("due_on").then_some(new.due_on),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::ids::Id;
    use crate::sheet;

    fn known(names: &[&str]) -> Known {
        let acme = WorkspaceId::new();
        let projects = names.iter().map(|name| ((acme, (*name).to_owned()), vec![ProjectId::new()])).collect();
        Known { clients: BTreeMap::from([("acme".to_owned(), acme)]), projects }
    }

    fn planned(body: &str, existing: Existing, known: &Known) -> Result<Vec<(u64, Step)>> {
        let head = "workspace,name,status,starts_on,due_on,description\n";
        let (rows, faults) = sheet::rows(format!("{head}{body}").as_bytes(), &LAYOUT)?;
        plan(&rows, faults, existing, known)
    }

    fn said(body: &str, existing: Existing, known: &Known) -> Vec<String> {
        match planned(body, existing, known) {
            Err(Error::Invalid(faults)) => faults.iter().map(|(at, _)| at.to_owned()).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_bad_row_is_told_by_its_line_and_column() {
        let body = "nobody,A,active,,,\nacme,,active,,,\nacme,B,done,,,\nacme,C,,2027-02-30,,\n\
                    acme,D,,2027-02-02,2027-02-01,\nacme,=E,,,,\nacme,F,,,,\nacme,F,,,,- a list\n";
        let wanted = [
            "line.2.workspace",
            "line.3.name",
            "line.4.status",
            "line.5.starts_on",
            "line.6.due_on",
            "line.7.name",
            "line.9.name",
        ];
        assert_eq!(said(body, Existing::Refuse, &known(&[])), wanted);
    }

    #[test]
    fn what_is_there_is_refused_skipped_or_updated_as_was_asked() {
        let known = known(&["Site"]);
        let body = "ACME,Site,completed,,2027-03-01,\nacme,Shop,,,,x\n";
        assert_eq!(said(body, Existing::Refuse, &known), ["line.2.name"]);
        let skipped = planned(body, Existing::Skip, &known).unwrap();
        assert!(matches!(&skipped[..], [(2, Step::Keep(_)), (3, Step::Create(_))]), "{skipped:?}");
        let updated = planned(body, Existing::Update, &known).unwrap();
        let Step::Update(_, change) = &updated[0].1 else { panic!("{updated:?}") };
        assert_eq!((change.status, change.starts_on, &change.summary), (Some(ProjectStatus::Completed), None, &None));
    }
}
