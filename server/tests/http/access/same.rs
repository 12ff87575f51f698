//! Whether two answers tell their readers the same.

use crate::support::{Answer, attribute_after, canaries};

/// What an answer tells, without what differs from request to request: its own number, the ids that were
/// asked for, the tokens that forms carry, and what is left of the caller's allowance.
fn told(answer: &Answer, asked: &str) -> String {
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id" && *name != "ratelimit-remaining")
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    headers.sort();
    let mut text = format!("{}\n{}\n{}", answer.status, headers.join("\n"), answer.body);
    for id in [answer.header("x-request-id"), asked] {
        if !id.is_empty() {
            text = text.replace(id, "ID");
        }
    }
    for field in ["name=\"csrf\"", "name=\"once\""] {
        while let Some(value) = attribute_after(&text, field, "value").filter(|value| *value != "-") {
            text = text.replace(&format!("\"{}\"", value.to_owned()), "\"-\"");
        }
    }
    let held = "X-CSRF-Token&quot;:&quot;";
    if let Some(at) = text.find(held).map(|at| at + held.len()) {
        let end = at + text[at..].find("&quot;").unwrap();
        text.replace_range(at..end, "-");
    }
    text
}

/// Fails unless two answers tell the same, each to whoever asked for its id, and shows where they part.
#[track_caller]
pub fn alike(one: (&Answer, &str), other: (&Answer, &str), what: &str) {
    let (one, other) = (told(one.0, one.1), told(other.0, other.1));
    let part = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count().saturating_sub(100);
    let shown = |text: &str| {
        let rest = text.as_bytes().get(part..).unwrap_or_default();
        String::from_utf8_lossy(rest).chars().take(400).collect::<String>()
    };
    assert!(one == other, "{what}\n one: {}\n other: {}", shown(&one), shown(&other));
}

/// Fails when an answer holds a word of a world that its reader is not of. Notes are of no client's world.
#[track_caller]
pub fn holds_only(answer: &Answer, own: &[&str], whom: &str) {
    let all = answer.everything();
    for canary in canaries::ALL.iter().filter(|canary| !own.contains(canary)) {
        assert!(!all.contains(canary), "{whom} reads {canary}: {all}");
    }
}
