use std::collections::{BTreeMap, BTreeSet};

use super::source::{self, Source};

/// What stands before the code of a refusal: of an answer, and of a step of a run.
const REFUSALS: [&str; 4] = ["conflict(", "code:", "lasting(", "passing("];

/// Whether something is a code.
fn is_code(text: &&str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
}

/// The codes with which a file refuses.
fn codes(file: &Source) -> BTreeSet<String> {
    let code = file.code();
    let quoted = |text: &'static str| {
        let after = code.split(text).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
        after.filter(is_code).map(str::to_owned).collect::<Vec<_>>()
    };
    // Where constraints of the database and errors of the frame become refusals, codes stand in tables.
    let listed =
        |wanted: fn(&&str) -> bool| code.split('"').filter(is_code).filter(wanted).map(str::to_owned).collect();
    let listed: Vec<String> = match file.path.as_str() {
        "api/problem.rs" => listed(|_| true),
        "error.rs" => listed(|word| word.contains('_')),
        _ => Vec::new(),
    };
    REFUSALS.into_iter().flat_map(quoted).chain(listed).collect()
}

/// A test names each code with which the server refuses something: between quotes where programs read it, or in its own
/// words where people read a sentence instead.
#[test]
fn no_refusal_is_without_a_test() {
    let mut refusals: BTreeMap<String, String> = BTreeMap::new();
    for file in source::server() {
        refusals.extend(codes(&file).into_iter().map(|code| (code, file.path.clone())));
    }
    assert!(refusals.len() > 140 && refusals["slug_taken"] == "error.rs", "{refusals:#?}");
    let tests: Vec<Source> = ["server/tests", "tests"].into_iter().flat_map(source::of).collect();
    let named = |code: &str| {
        let ways = [format!("\"{code}\""), format!("`{code}`")];
        tests.iter().any(|file| ways.iter().any(|way| file.text.contains(way)))
    };
    refusals.retain(|code, _| !named(code));
    assert!(refusals.is_empty(), "no test reaches these, or nobody does: {refusals:#?}");
}
