//! The decision, always in reach.

use maud::{Markup, html};

use super::show::Shown;
use crate::entity::approval_decision;
use crate::entity::words::{ApprovalStatus, Verdict};
use crate::features::approvals::rules;
use crate::web::components::{Button, Icon, Textarea, once, prose, token};
use crate::web::{markdown, places};

/// What was decided on the version in view, and the decision where it is the reader's.
pub fn decide(view: &Shown<'_>) -> Markup {
    html! {
        (decisions(view))
        @if view.asks() {
            (bar(view))
        } @else if let Some(text) = waiting(view) {
            div class="decision decision-quiet" {
                p { (text) }
                div class="decision-buttons" hx-boost:inherited="false" {
                    @if view.is_proved() {
                        (Button::quiet("Certificate").link(&places::certificate(view.listed.approval.id, view.step.step.id)).icon(Icon::Files))
                    }
                    @if view.is_current() && view.may_withdraw() { (withdraw(view)) }
                }
            }
        } @else if view.is_current() && view.may_withdraw() {
            div class="decision decision-quiet" { (withdraw(view)) }
        }
    }
}

fn bar(view: &Shown<'_>) -> Markup {
    let Some(version) = view.version else { return html! {} };
    let number = version.version.number;
    html! {
        form class="decision" id="decision" method="post" action=(format!("{}/decision", view.path())) novalidate {
            (token(view.token)) (once(&format!("{}-decision", view.once)))
            input type="hidden" name="step" value=(view.step.step.id);
            input type="hidden" name="version" value=(version.version.id);
            (Textarea::new("feedback", "Feedback").value(&view.typed.feedback).error(view.typed.feedback_error.as_deref())
                .rows(2).help("Needed when you ask for changes."))
            div class="decision-buttons" {
                (Button::primary(&format!("Approve version {number}")).icon(Icon::Check).value("verdict", "approved"))
                (Button::quiet("Ask for changes").icon(Icon::Refresh).value("verdict", "changes_requested"))
            }
        }
    }
}

fn withdraw(view: &Shown<'_>) -> Markup {
    let label = match view.my_verdict() {
        Some(Verdict::Approved) => "Take back my approval",
        _ => "Take back my request for changes",
    };
    html! {
        form class="post" method="post" action=(format!("{}/withdrawal", view.path())) {
            (token(view.token)) (once(&format!("{}-withdrawal", view.once)))
            input type="hidden" name="step" value=(view.step.step.id);
            (Button::quiet(label).small())
        }
    }
}

/// Why there is nothing to decide for the reader here.
fn waiting(view: &Shown<'_>) -> Option<&'static str> {
    let step = &view.step.step;
    if view.listed.approval.archived_at.is_some() {
        return Some("This approval is in the archive.");
    }
    if !view.is_current() {
        return Some(if view.is_proved() {
            "This version was approved, and its certificate stands. Decisions are made on the current version."
        } else {
            "Decisions are made on the current version."
        });
    }
    Some(match (step.status, step.waits_since) {
        (ApprovalStatus::Approved, _) => "This version is approved.",
        (ApprovalStatus::NeedsChanges, _) => "Changes were asked for. The team sends the next version.",
        (_, None) => "This step comes next. It opens when the one before it is approved.",
        (_, Some(_)) if view.my_verdict().is_some() => "You have decided. Others still have to.",
        (_, Some(_)) if view.is_mine() => return None,
        (_, Some(_)) => "Others decide on this step. You can follow it here.",
    })
}

fn decisions(view: &Shown<'_>) -> Markup {
    let Some(version) = view.version else { return html! {} };
    let standing = rules::latest(&version.decisions);
    // Of what somebody has said, the last word: what was taken back, and said again, stands once.
    let stands = |at: usize, row: &approval_decision::Model| {
        let later = version.decisions[at + 1..].iter().any(|later| later.client_user_id == row.client_user_id);
        !later && standing.contains_key(&row.client_user_id)
    };
    let all = version.decisions.iter().enumerate();
    let shown: Vec<&approval_decision::Model> = all.filter(|(at, row)| stands(*at, row)).map(|(_, row)| row).collect();
    html! {
        @if !shown.is_empty() {
            ul class="verdicts" {
                @for row in shown {
                    li class={ "verdict verdict-" (row.verdict.as_str()) } {
                        @if row.verdict == Verdict::Approved { (Icon::Check) } @else { (Icon::Refresh) }
                        div {
                            p { strong { (row.author_name) } @if row.verdict == Verdict::Approved { " approved this version " } @else { " asked for changes " }
                                span class="muted" { (view.times.relative(row.created_at)) } }
                            @if !row.feedback.is_empty() { (prose(markdown::html(&row.feedback))) }
                        }
                    }
                }
            }
        }
    }
}
