//! Everything that happened, for both sides to read.

use maud::{Markup, html};
use serde_json::Value;

use super::show::Shown;
use crate::entity::approval_event::Model;
use crate::entity::words::ApprovalEventKind as Kind;
use crate::web::components::{Happening, Icon, timeline};

/// The history, the latest first.
pub fn history(view: &Shown<'_>) -> Markup {
    let earlier = view.events.first().is_some_and(|first| first.sequence > 1);
    html! {
        (timeline(view.events.iter().rev().map(|event| Happening {
            icon: icon(event.kind),
            text: text(view, event),
            at: view.times.relative(event.created_at),
        })))
        @if earlier { p class="muted" { "These are the latest " (view.events.len()) "; what happened before is kept too." } }
    }
}

const fn icon(kind: Kind) -> Icon {
    match kind {
        Kind::Created | Kind::VersionSent => Icon::Approvals,
        Kind::Changed | Kind::Withdrawn | Kind::ChangesRequested | Kind::Unresolved | Kind::Restored => Icon::Refresh,
        Kind::Opened | Kind::Unreachable | Kind::Reachable => Icon::Info,
        Kind::Commented => Icon::Message,
        Kind::Resolved | Kind::Approved | Kind::StepApproved => Icon::Check,
        Kind::Reminded => Icon::Clock,
        Kind::Archived => Icon::Files,
    }
}

fn text(view: &Shown<'_>, event: &Model) -> Markup {
    let detail: Value = serde_json::from_str(&event.detail).unwrap_or_default();
    let step = event.step_id.and_then(|id| view.steps.iter().find(|step| step.step.id == id));
    let version = step.zip(event.version_id).and_then(|(step, id)| {
        let version = step.versions.iter().find(|version| version.version.id == id)?;
        Some((version.version.number, view.at(&version.version)))
    });
    let which = html! {
        @if let Some((number, href)) = &version { a href=(href) { "version " (number) } }
        @if let Some(step) = step.filter(|_| view.steps.len() > 1) {
            @if version.is_some() { " of " } "“" (step.step.title) "”"
        }
    };
    let who = html! { strong { (event.actor_name) } };
    let note = |name: &str| detail.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = detail.get("number").and_then(Value::as_i64);
    html! {
        @match event.kind {
            Kind::Created => { (who) " created this approval" }
            Kind::Changed => { (who) " changed " @if step.is_some() { (which) } @else { "what it says" } }
            Kind::VersionSent => { (who) " sent " (which) }
            Kind::Opened => { (who) " opened " (which) }
            Kind::Commented => { (who) @if note("answers").is_empty() { " commented on " } @else { " answered on " } (which) (quoted(&note("excerpt"))) }
            Kind::Resolved => { (who) " resolved comment " (number.unwrap_or_default()) " on " (which) }
            Kind::Unresolved => { (who) " reopened comment " (number.unwrap_or_default()) " on " (which) }
            Kind::Approved => { (who) " approved " (which) (quoted(&note("feedback"))) }
            Kind::ChangesRequested => { (who) " asked for changes to " (which) (quoted(&note("feedback"))) }
            Kind::Withdrawn => { (who) " took back a decision on " (which) }
            Kind::StepApproved if note("because").is_empty() => { "With that, " (which) " is approved" }
            Kind::StepApproved => {
                "Those who decide have changed. All who are left have approved " (which) ", so it is approved: "
                (names(&detail, "approved_by"))
            }
            Kind::Unreachable => { "Nobody is left who could decide on " (which) }
            Kind::Reachable => { "Somebody can decide on " (which) " again" }
            Kind::Reminded => { "A reminder went to " (names(&detail, "people")) }
            Kind::Archived => { (who) " put this into the archive" }
            Kind::Restored => { (who) " took this out of the archive" }
        }
    }
}

fn quoted(text: &str) -> Markup {
    html! { @if !text.is_empty() { p class="happening-note" { (crate::web::markdown::excerpt(text, 200)) } } }
}

fn names(detail: &Value, field: &str) -> String {
    let people = detail.get(field).and_then(Value::as_array).cloned().unwrap_or_default();
    people.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
}
