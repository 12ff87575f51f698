//! Every sign-in, permission change, invitation, role change, decision, payment and export is in the trail: no action
//! of these kinds is documented that no test looks for.

use crate::architecture::source;

/// What such actions are about. Where a noun has none, this list is not true any more.
const NOUNS: [&str; 19] = [
    "session",
    "sessions",
    "refresh_token",
    "password",
    "second_factor",
    "recovery_codes",
    "email",
    "api_token",
    "member",
    "client",
    "staff",
    "ownership",
    "invitation",
    "staff_invitation",
    "workspace",
    "approval",
    "invoice",
    "payment",
    "audit",
];
/// Those whose nouns have actions of other kinds, too.
const SINGLE: [&str; 7] = [
    "billing.exported",
    "clients.exported",
    "clients.imported",
    "projects.exported",
    "projects.imported",
    "requests.exported",
    "requests.imported",
];

fn is_about(action: &str, noun: &str) -> bool {
    action.split('.').next() == Some(noun)
}

/// Whether a test looks for an action: it stands there as a text of its own, or as the trail's filter.
fn looks_for(text: &str, action: &str) -> bool {
    let ways = [format!("\"{action}\""), format!("action={action}\""), format!("action={action}&")];
    ways.iter().any(|way| text.contains(way.as_str()))
}

#[test]
fn no_action_about_people_and_their_decisions_is_without_a_test() {
    let page = std::fs::read_to_string(source::repository().join("docs/audit.md")).unwrap();
    let listed: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    for noun in NOUNS {
        assert!(listed.iter().any(|action| is_about(action, noun)), "nothing is documented of {noun}");
    }
    let mut sources = source::of("server/tests/http");
    // What only lists them does not look for them.
    sources.retain(|file| file.path != "audit/covered.rs" && !file.path.starts_with("architecture/"));
    let wanted = |action: &str| SINGLE.contains(&action) || NOUNS.iter().any(|noun| is_about(action, noun));
    let looked_for = |action: &str| sources.iter().any(|file| looks_for(&file.text, action));
    let missing: Vec<&str> = listed.into_iter().filter(|action| wanted(action) && !looked_for(action)).collect();
    assert!(missing.is_empty(), "no test looks for {missing:?}");
}
