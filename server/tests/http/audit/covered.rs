//! Every action of the trail is walked: a row of this folder does what the action tells of, and finds who did it, to
//! what, and from where.

use std::collections::BTreeSet;

use crate::architecture::source;

/// The action that a row looks for, from behind its `told(`: a text, after who reads the trail.
fn action(row: &str) -> Option<&str> {
    row.split(',').nth(1)?.trim().strip_prefix('"')?.strip_suffix('"')
}

#[test]
fn every_action_of_the_trail_is_walked() {
    let page = std::fs::read_to_string(source::repository().join("docs/audit.md")).unwrap();
    let listed: BTreeSet<&str> = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert!(listed.contains("member.permitted"), "{listed:?}");
    let rows = source::of("server/tests/http/audit");
    let rows = rows.iter().filter(|file| file.path != "covered.rs").flat_map(|file| file.text.split(" told(").skip(1));
    let walked: BTreeSet<&str> = rows.filter_map(action).collect();
    let missing: Vec<&&str> = listed.difference(&walked).collect();
    assert!(missing.is_empty(), "no row walks {missing:?}");
    let unknown: Vec<&&str> = walked.difference(&listed).collect();
    assert!(unknown.is_empty(), "rows look for {unknown:?}, which are not documented");
}
