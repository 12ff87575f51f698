use std::collections::{BTreeMap, BTreeSet};

use super::source::{self, Source};

/// Where features may be named from outside: where they are put together, where jobs are listed, and commands.
const ABOVE: [&str; 3] = ["app.rs", "jobs/registry.rs", "commands/"];

#[test]
fn features_are_named_only_where_they_are_put_together() {
    for file in source::server().iter().filter(|file| file.feature().is_none() && !file.path.starts_with("features/")) {
        let above = ABOVE.iter().any(|place| file.path.starts_with(place));
        assert!(above || !file.code().contains("features::"), "{} names a feature", file.path);
    }
}

#[test]
fn a_feature_hides_what_it_is_made_of() {
    for file in source::server().iter().filter(|file| file.feature().is_some()) {
        assert!(!file.code().contains("pub mod "), "{} opens a module to other features", file.path);
    }
}

/// The features that a file names.
fn named(file: &Source) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for rest in file.code().split("features::").skip(1) {
        let list = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default(),
            None => rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default(),
        };
        let words = list.split(',').map(|word| word.trim().split("::").next().unwrap_or_default().to_owned());
        names.extend(words.map(|word| word.split(" as ").next().unwrap_or_default().trim().to_owned()));
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn features_have_an_order_without_cycles() {
    let mut below: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in source::server() {
        if let Some(feature) = file.feature() {
            let others = named(&file).into_iter().filter(|name| name != feature);
            below.entry(feature.to_owned()).or_default().extend(others);
        }
    }
    assert!(below["dashboard"].contains("requests"), "{below:?}");
    // What names nothing that is left is taken away, until nothing is left.
    while !below.is_empty() {
        let free: Vec<String> = below
            .iter()
            .filter(|(_, names)| names.iter().all(|name| !below.contains_key(name)))
            .map(|(name, _)| name.clone())
            .collect();
        assert!(!free.is_empty(), "these name each other in a circle: {below:#?}");
        below.retain(|name, _| !free.contains(name));
    }
}

#[test]
fn views_ask_nobody_and_know_no_transport() {
    let views: Vec<Source> = source::server().into_iter().filter(Source::is_view).collect();
    assert!(views.len() > 5);
    for file in views {
        let code = file.code();
        assert!(!code.contains("poem"), "{} knows the transport", file.path);
        for part in code.split("access::").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_alphanumeric()).collect();
            // A page of a list and what a viewer's seat allows are values; scopes are not.
            assert!(["Page", "Seat", "Permissions"].contains(&name.as_str()), "{} takes {name} of access", file.path);
        }
        let waits = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
        assert!(!code.split(".await").skip(1).any(waits), "{} waits for something", file.path);
    }
}

#[test]
fn connections_live_in_access() {
    const KINDS: [&str; 6] = [
        "DatabaseConnection",
        "DatabaseTransaction",
        "ConnectionTrait",
        "TransactionTrait",
        "sqlx::",
        "Database::connect(",
    ];
    for file in source::server().iter().filter(|file| !file.path.starts_with("access/")) {
        for kind in KINDS {
            let ours = kind == "Database::connect(" && !file.code().contains("sea_orm::Database");
            assert!(ours || !file.code().contains(kind), "{} holds a {kind}", file.path);
        }
    }
}

#[test]
fn the_lower_layers_know_nothing_of_the_upper() {
    for (below, above) in [
        ("entity/", ["crate::access", "crate::web", "crate::api", "poem"].as_slice()),
        ("access/", ["crate::web", "crate::api", "crate::jobs", "crate::mail"].as_slice()),
        ("jobs/", ["crate::api"].as_slice()),
        ("mail/", ["crate::api", "crate::web"].as_slice()),
        ("web/", ["crate::api::Staff", "crate::jobs"].as_slice()),
    ] {
        for file in source::server().iter().filter(|file| file.path.starts_with(below)) {
            for name in above {
                assert!(!file.code().contains(name), "{} names {name}", file.path);
            }
        }
    }
}

#[test]
fn the_crates_stand_apart() {
    let read = |path: &str| std::fs::read_to_string(source::repository().join(path)).unwrap();
    for (manifest, foreign) in [
        ("migrations/Cargo.toml", ["portico = ", "portico-openapi"].as_slice()),
        ("tui/Cargo.toml", ["portico = ", "portico-migrations", "path = \"../server\""].as_slice()),
        ("openapi/Cargo.toml", ["portico = ", "portico-migrations", "path = \"../server\""].as_slice()),
    ] {
        let dependencies = read(manifest);
        let dependencies = dependencies.split("[dev-dependencies]").next().unwrap();
        for name in foreign {
            assert!(!dependencies.contains(name), "{manifest} depends on {name}");
        }
    }
    for root in ["server/src/lib.rs", "tui/src/main.rs", "openapi/src/lib.rs", "migrations/src/lib.rs"] {
        let whole = read("Cargo.toml").contains("unsafe_code = \"forbid\"");
        assert!(whole || read(root).contains("forbid(unsafe_code)"), "{root} allows unsafe code");
    }
}

#[test]
fn a_clients_scope_becomes_the_agencys_only_where_a_request_comes_in() {
    for file in source::server() {
        let there = file.path == "features/requests/service/create.rs";
        assert!(there || !file.code().contains(".agency_side("), "{} acts for the agency as a client", file.path);
    }
}

/// Where the system's own scope is taken: where nobody is known yet, where something is put together, and
/// where the story of the demo begins.
const DOORS: [&str; 15] = [
    "access/",
    "app.rs",
    "commands/",
    "features/account/portal/",
    "features/brand/portal.rs",
    "features/host_certificates/shown.rs",
    "features/demo/",
    "features/staff_account/api/",
    "features/notifications/portal/unsubscribe.rs",
    "features/online/hook.rs",
    "features/staff_home/portal.rs",
    "features/staff_sign_in/api.rs",
    "features/workflows/hook.rs",
    "web/door.rs",
    "web/errors.rs",
];

#[test]
fn the_systems_scope_is_taken_only_at_the_doors() {
    for file in source::server() {
        let door = DOORS.iter().any(|place| file.path.starts_with(place));
        assert!(door || !file.code().contains(".system()"), "{} takes the system's scope", file.path);
    }
}
