use maud::{Markup, html};

use crate::entity::words::{ApprovalStatus, WaitsOn};
use crate::entity::{approval, approval_step};
use crate::web::components::{Times, Tone, badge};

/// Where something stands, as a shape, a word and a colour.
fn status(status: ApprovalStatus) -> Markup {
    let (tone, word) = match status {
        ApprovalStatus::Pending => (Tone::Neutral, "Pending"),
        ApprovalStatus::InReview => (Tone::Accent, "In review"),
        ApprovalStatus::Approved => (Tone::Positive, "Approved"),
        ApprovalStatus::NeedsChanges => (Tone::Warning, "Needs changes"),
    };
    badge(tone, word)
}

/// The same for an approval. Where it stands at a step of which nothing was sent yet, nobody could have opened it.
pub fn standing(approval: &approval::Model, unsent: bool) -> Markup {
    if unsent { badge(Tone::Neutral, "Next step not sent yet") } else { status(approval.status) }
}

/// The same for a step, which may not have been sent yet.
pub fn step_status(step: &approval_step::Model) -> Markup {
    if step.sent_at.is_none() { badge(Tone::Neutral, "Not sent yet") } else { status(step.status) }
}

/// Whom an approval waits on, and for how long. `mine` is whether it is the reader's turn.
pub fn turn(approval: &approval::Model, mine: bool, times: Times) -> Markup {
    let since = || times.span(approval.waits_since);
    html! {
        @match approval.waits_on {
            WaitsOn::Client if mine => { "Waiting for you " (since()) }
            WaitsOn::Client => { "Waiting for your colleagues " (since()) }
            WaitsOn::Agency => { "With the team " (since()) }
            WaitsOn::Nobody => { "Done " (times.relative(approval.waits_since)) }
        }
    }
}
