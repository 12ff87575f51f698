//! Triage: where requests stand, who follows them, how they are looked for, what is promised, what is kept ready.

mod behalf;
mod bulk;
mod clock;
mod drafts;
mod filter;
mod merge;
mod merged;
mod orders;
mod plans;
mod presence;
mod replies;
mod report;
mod requests;
mod rules;
mod search;
mod snooze;
mod split;
mod views;

use serde_json::Value;

use crate::support::Staff;

/// What a request is.
async fn seen(staff: &Staff, id: &str) -> Value {
    staff.get(&format!("/requests/{id}")).await.expect(200).json()
}

/// A text as it stands in a query.
fn coded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
