//! Clients and their people: rows into what becomes of them. A row names a workspace and, where it names one, a person
//! in it. Rules without I/O.

mod people;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{Existing, MOST_ROWS, cells};
use crate::entity::{client_user, workspace};
use crate::error::Result;
use crate::ids::{ClientId, MembershipId, WorkspaceId};
use crate::sheet::{Faults, Layout, Row};
use crate::text;
pub use people::{Entry, Person};

/// What a file of clients says.
pub const LAYOUT: Layout = Layout {
    columns: &["workspace", "short_name", "work", "automation", "billing", "name", "email", "permissions"],
    needed: 1,
    prose: &[],
    most_rows: MOST_ROWS,
};

/// What the agency knows already of what a file names.
#[derive(Default)]
pub struct Known {
    /// Its clients, those in the archive too, by short name.
    pub clients: BTreeMap<String, workspace::Model>,
    /// People by their address.
    pub people: BTreeMap<String, client_user::Model>,
    pub members: BTreeMap<(WorkspaceId, ClientId), MembershipId>,
    /// Who is invited into which and has not come yet.
    pub invited: BTreeSet<(WorkspaceId, String)>,
}

/// What becomes of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum House {
    Create,
    Update(WorkspaceId),
    Keep(WorkspaceId),
}

/// A workspace and who is to be in it.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Where it is named first.
    pub line: u64,
    pub house: House,
    pub slug: String,
    pub name: String,
    /// Where something is said of them.
    pub work: Option<bool>,
    pub automation: Option<bool>,
    pub billing: Option<bool>,
    pub people: Vec<Person>,
    /// Every line on which it is named.
    pub lines: Vec<u64>,
}

/// What becomes of a file's rows, in which `faults` were found when they were read. Whoever is invited comes by their
/// own doing; the others are in at once.
///
/// # Errors
/// [`crate::error::Error::Invalid`] with every fault, these and what else is wrong.
pub fn plan(rows: &[Row], mut faults: Faults, existing: Existing, invite: bool, known: &Known) -> Result<Vec<Planned>> {
    let mut groups: Vec<(String, Vec<&Row>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut slugs: BTreeMap<String, String> = BTreeMap::new();
    for row in rows {
        let Some(slug) = slug(row, &slugs, known, &mut faults) else { continue };
        slugs.entry(text::clean_line(row.get("workspace"))).or_insert_with(|| slug.clone());
        let place = *places.entry(slug.clone()).or_insert(groups.len());
        if place == groups.len() {
            groups.push((slug, Vec::new()));
        }
        if let Some((_, group)) = groups.get_mut(place) {
            group.push(row);
        }
    }
    let mut planned = Vec::new();
    for (slug, group) in groups {
        planned.extend(workspace(slug, &group, existing, known, &mut faults));
    }
    for one in &mut planned {
        one.people = people::plan(one, rows, existing, invite, known, &mut faults);
    }
    faults.into_result()?;
    Ok(planned)
}

/// The short name of a row's workspace: the one that it says, that of a client of this name, or one made of the name.
fn slug(row: &Row, slugs: &BTreeMap<String, String>, known: &Known, faults: &mut Faults) -> Option<String> {
    let name = match text::line("workspace", row.get("workspace"), text::LONGEST_NAME) {
        Ok(name) => name,
        outcome => {
            return cells::ruled(row, outcome, &BTreeMap::from([("workspace", "workspace")]), faults);
        }
    };
    let said = row.get("short_name");
    if !said.is_empty() {
        return cells::ruled(row, text::slug(said), &BTreeMap::from([("slug", "short_name")]), faults);
    }
    if let Some(slug) = slugs.get(&name) {
        return Some(slug.clone());
    }
    let mut called = known.clients.values().filter(|client| client.name == name && client.archived_at.is_none());
    match (called.next(), called.next()) {
        (Some(client), None) => return Some(client.slug.clone()),
        (Some(_), Some(_)) => {
            faults.add(row.line, "short_name", "Several clients have this name. Say the short name.");
            return None;
        }
        (None, _) => {}
    }
    if !name.to_lowercase().chars().any(|letter| letter.is_ascii_alphanumeric()) {
        faults.add(
            row.line,
            "short_name",
            "None can be made of this name. Say one, of small letters, digits and hyphens.",
        );
        return None;
    }
    let slug = text::slug_of("client", &name);
    if known.clients.contains_key(&slug) {
        faults.add(
            row.line,
            "short_name",
            format!("{slug}, made of this name, is another client's. Say the short name."),
        );
        return None;
    }
    Some(slug)
}

/// One workspace, where nothing is wrong with it.
fn workspace(slug: String, group: &[&Row], existing: Existing, known: &Known, faults: &mut Faults) -> Option<Planned> {
    let first = group.first()?;
    // What is said of the whole stands in its first row, and the same or nothing in the others.
    for column in ["workspace", "work", "automation", "billing"] {
        let differs = |row: &&&Row| !row.get(column).is_empty() && row.get(column) != first.get(column);
        for row in group.iter().skip(1).filter(differs) {
            faults.add(
                row.line,
                column,
                format!("This differs from line {}, where this client is named first.", first.line),
            );
        }
    }
    let house = match known.clients.get(&slug) {
        None => House::Create,
        Some(client) if client.archived_at.is_some() => {
            faults.add(first.line, "workspace", "This client is in the archive. Take it out first.");
            return None;
        }
        Some(client) => match existing {
            Existing::Refuse => {
                let message = "There is a client of this short name. Say whether to skip or to update what is there.";
                faults.add(first.line, "workspace", message);
                return None;
            }
            Existing::Skip => House::Keep(client.id),
            Existing::Update => House::Update(client.id),
        },
    };
    Some(Planned {
        line: first.line,
        house,
        slug,
        name: text::clean_line(first.get("workspace")),
        work: cells::yes_no(first, "work", faults),
        automation: cells::yes_no(first, "automation", faults),
        billing: cells::yes_no(first, "billing", faults),
        people: Vec::new(),
        lines: group.iter().map(|row| row.line).collect(),
    })
}
