use std::collections::HashSet;

pub use crate::access::Hit as Found;
use crate::access::{AgencyScope, ClientScope, Permission};
use crate::error::Result;

/// What clients may find, too.
const SHARED: [&str; 3] = ["request", "message", "project"];
/// What only staff may find.
const OWN: [&str; 2] = ["note", "person"];

/// What of the agency holds these words, the best first; of these kinds, or of all.
///
/// # Errors
/// When the database fails.
pub async fn staff_search(scope: &AgencyScope, words: &str, kinds: &[&str], most: u64) -> Result<Vec<Found>> {
    let wanted = |all: &[&'static str]| -> Vec<&'static str> {
        all.iter().copied().filter(|kind| kinds.is_empty() || kinds.contains(kind)).collect()
    };
    Ok(once(scope.search(words, &wanted(&SHARED), &wanted(&OWN), most).await?))
}

/// A request is found once, also where what was merged into it has the words as well.
fn once(mut found: Vec<Found>) -> Vec<Found> {
    let mut seen = HashSet::new();
    found.retain(|hit| hit.kind != "request" || hit.request_id.is_none_or(|request| seen.insert(request)));
    found
}

/// What of the workspace holds these words and the person may open, the best first.
///
/// # Errors
/// When the database fails.
pub async fn search(scope: &ClientScope, words: &str, most: u64) -> Result<Vec<Found>> {
    let seat = scope.seat();
    let requests = seat.allows(Permission::SubmitRequests);
    let may = |kind: &&str| match *kind {
        "request" | "message" => requests,
        _ => seat.modules.work,
    };
    let kinds: Vec<&str> = SHARED.into_iter().filter(may).collect();
    Ok(once(scope.search(words, &kinds, most).await?))
}
