use maud::{Markup, html};

use crate::entity::words::WorkflowStatus;
use crate::features::workflows::service::client_read::ClientWorkflow;
use crate::web::components::{Heading, Icon, Row, Times, Tone, badge, empty_state, panel, results, rows};
use crate::web::places;

pub const WORKFLOWS: &str = "Workflows";

/// What runs for the workspace.
pub fn list(workflows: &[ClientWorkflow], times: Times) -> Markup {
    let hrefs: Vec<String> = workflows.iter().map(|workflow| places::workflow(workflow.id)).collect();
    html! {
        (Heading::new(WORKFLOWS))
        (results("workflows", "workflows runs", html! {
            @if workflows.is_empty() {
                (empty_state(
                    Icon::Workflows,
                    "No workflows yet",
                    "What the team automates for you is listed here, with what it did and when.",
                    None,
                ))
            } @else {
                (panel(rows("workflow-rows", workflows.iter().zip(&hrefs).map(|(workflow, href)| {
                    Row::new(&workflow.name)
                        .href(href)
                        .meta(html! {
                            span { (workflow.purpose) }
                            @if let Some(at) = workflow.last_good_at { span { "Last succeeded " (times.relative(at)) } }
                        })
                        .aside(html! {
                            @if workflow.may_start { (badge(Tone::Neutral, "You can run it")) " " }
                            (status(workflow.status))
                        })
                }))))
            }
        }))
    }
}

/// How a workflow stands.
pub(super) fn status(status: WorkflowStatus) -> Markup {
    match status {
        WorkflowStatus::Published => badge(Tone::Positive, "Active"),
        WorkflowStatus::Paused => badge(Tone::Warning, "Paused"),
        WorkflowStatus::Draft => badge(Tone::Neutral, "Draft"),
        WorkflowStatus::Archived => badge(Tone::Neutral, "Archived"),
    }
}
