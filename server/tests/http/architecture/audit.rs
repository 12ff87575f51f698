use std::collections::BTreeSet;

use super::source;

/// Every action that the code records stands in `docs/audit.md`, and nothing else does.
#[test]
fn the_actions_of_the_audit_trail_are_documented() {
    let recorded: BTreeSet<String> = source::server()
        .iter()
        .map(source::Source::code)
        .flat_map(|code| {
            let names = code.split("Entry::new(\"").skip(1).filter_map(|rest| rest.split('"').next());
            names.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let page = std::fs::read_to_string(source::repository().join("docs/audit.md")).unwrap();
    let listed = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let listed: BTreeSet<String> = listed.map(str::to_owned).collect();
    assert!(recorded.contains("member.permitted"));
    assert_eq!(recorded, listed);
}
