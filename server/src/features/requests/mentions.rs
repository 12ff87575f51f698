//! Who is named in a text: `@adam` by the part of the email before the `@`, by the whole name without its blanks, or
//! by the first name where only one has it. A rule without I/O.

use crate::entity::staff_user::Model;
use crate::ids::StaffId;

/// More people than this are a circular, which has other means.
const MOST: usize = 20;

/// Whether anybody may be named at all.
pub fn any(text: &str) -> bool {
    text.contains('@')
}

/// The staff who are named, each once, in the order of their names; never the one who writes.
pub fn of(text: &str, staff: &[Model], writer: Option<StaffId>) -> Vec<StaffId> {
    let mut found: Vec<StaffId> = Vec::new();
    for word in words(text) {
        let person = named(&word, staff).filter(|person| Some(*person) != writer && !found.contains(person));
        found.extend(person);
    }
    found.truncate(MOST);
    found
}

/// What stands behind each `@` that does not stand in an address.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, _) in text.match_indices('@') {
        let before = text[..at].chars().next_back();
        let word: String =
            text[at + 1..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+')).collect();
        let word = word.trim_end_matches(['.', '-']).to_lowercase();
        if !word.is_empty() && before.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@')))
        {
            words.push(word);
        }
    }
    words
}

fn named(word: &str, staff: &[Model]) -> Option<StaffId> {
    let only = |fits: &dyn Fn(&Model) -> bool| {
        let mut all = staff.iter().filter(|person| fits(person));
        let first = all.next()?;
        all.next().is_none().then_some(first.id)
    };
    only(&|person| person.email.split('@').next().is_some_and(|local| local.to_lowercase() == word))
        .or_else(|| only(&|person| person.name.to_lowercase().split_whitespace().collect::<String>() == word))
        .or_else(|| only(&|person| person.name.to_lowercase().split_whitespace().next() == Some(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::words::StaffRole;
    use crate::ids::{AgencyId, Id};

    fn person(email: &str, name: &str) -> Model {
        Model {
            id: StaffId::new(),
            agency_id: AgencyId::new(),
            email: email.into(),
            name: name.into(),
            role: StaffRole::Member,
            title: None,
            phone: None,
            disabled_at: None,
            time_zone: None,
            version: 1,
            created_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn somebody_is_named_by_address_name_or_first_name() {
        let staff =
            [person("adam@n.test", "Adam Kowalski"), person("a.b@n.test", "Ada Berg"), person("x@n.test", "Ada Lang")];
        let [adam, berg, lang] = [&staff[0], &staff[1], &staff[2]].map(|person| person.id);
        for (text, expected) in [
            ("@adam, have a look", vec![adam]),
            ("(@Adam.) and @ADAM again", vec![adam]),
            ("@AdamKowalski @a.b", vec![adam, berg]),
            ("ask @x", vec![lang]),
            // Two have that name; neither is meant for certain.
            ("@ada", vec![]),
            ("mail adam@adam.test or adam@n.test", vec![]),
            ("@nobody @ @@adam", vec![]),
        ] {
            assert_eq!(of(text, &staff, None), expected, "{text}");
        }
        assert_eq!(of("@adam", &staff, Some(adam)), vec![]);
    }
}
