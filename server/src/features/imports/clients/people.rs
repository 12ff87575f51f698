use std::collections::{BTreeMap, BTreeSet};

use super::{Existing, House, Known, Planned, cells};
use crate::access::Permissions;
use crate::error::{FieldErrors, Result};
use crate::features::workspaces::{Preset, permissions_of_words};
use crate::ids::{ClientId, MembershipId};
use crate::sheet::{Faults, Row};
use crate::text;

/// What becomes of a person in a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Somebody new.
    Create,
    /// Somebody whom the agency knows comes into this workspace, too.
    Join(ClientId),
    /// A mail asks them to come.
    Invite,
    /// What a member may do is set.
    Update(MembershipId, Permissions),
    Keep,
}

/// Somebody who is to be in a workspace.
#[derive(Clone, Debug)]
pub struct Person {
    pub line: u64,
    pub email: String,
    pub name: String,
    pub permissions: Permissions,
    pub entry: Entry,
}

/// Who is to be in a workspace, by the rows that name it.
pub fn plan(
    of: &Planned,
    rows: &[Row],
    existing: Existing,
    invite: bool,
    known: &Known,
    faults: &mut Faults,
) -> Vec<Person> {
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let mut people = Vec::new();
    let lines: BTreeSet<u64> = of.lines.iter().copied().collect();
    for row in rows.iter().filter(|row| lines.contains(&row.line)) {
        if ["name", "email", "permissions"].iter().all(|column| row.get(column).is_empty()) {
            continue;
        }
        let Some((email, name)) = who(row, faults) else { continue };
        let said = row.get("permissions");
        let allowed = if said.is_empty() { None } else { permissions_of_words(said) };
        if !said.is_empty() && allowed.is_none() {
            let sets = Preset::ALL.map(Preset::as_str).join(", ");
            faults.add(row.line, "permissions", format!("Write one of {sets}, or names of permissions."));
            continue;
        }
        if let Some(line) = seen.insert(email.clone(), row.line) {
            faults.add(row.line, "email", format!("Line {line} has this address for this client already."));
            continue;
        }
        let Some(entry) = entry(row, of, &email, allowed, existing, invite, known, faults) else { continue };
        let permissions = allowed.unwrap_or_else(|| Preset::Collaborator.permissions());
        people.push(Person { line: row.line, email, name, permissions, entry });
    }
    people
}

/// Whom a row names.
fn who(row: &Row, faults: &mut Faults) -> Option<(String, String)> {
    let mut errors = FieldErrors::default();
    let mut read = || -> Result<(String, String)> {
        let email = errors.keep(text::email("email", row.get("email")))?;
        let name = errors.keep(text::line("name", row.get("name"), text::LONGEST_NAME))?;
        Ok((email, name))
    };
    let found = read();
    let found = found.and_then(|found| errors.into_result().map(|()| found));
    cells::ruled(row, found, &BTreeMap::from([("email", "email"), ("name", "name")]), faults)
}

#[expect(clippy::too_many_arguments, reason = "what a row says and what is known meet here")]
fn entry(
    row: &Row,
    of: &Planned,
    email: &str,
    allowed: Option<Permissions>,
    existing: Existing,
    invite: bool,
    known: &Known,
    faults: &mut Faults,
) -> Option<Entry> {
    let person = known.people.get(email);
    if person.is_some_and(|person| person.disabled_at.is_some()) {
        faults.add(row.line, "email", "This person is disabled. Enable them first.");
        return None;
    }
    let house = match of.house {
        House::Create => None,
        House::Update(id) | House::Keep(id) => Some(id),
    };
    let member = house.zip(person).and_then(|(house, person)| known.members.get(&(house, person.id)));
    let invited = house.is_some_and(|house| known.invited.contains(&(house, email.to_owned())));
    Some(match (member, existing) {
        (Some(member), Existing::Update) => match allowed {
            Some(allowed) => Entry::Update(*member, allowed),
            None => Entry::Keep,
        },
        // A workspace that is there is refused before its people are looked at.
        (Some(_), Existing::Skip | Existing::Refuse) => Entry::Keep,
        // Their link still works, and a second mail would only end it.
        (None, _) if invite && invited => Entry::Keep,
        (None, _) if invite => Entry::Invite,
        (None, _) => person.map_or(Entry::Create, |person| Entry::Join(person.id)),
    })
}
