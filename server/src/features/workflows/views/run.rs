use maud::{Markup, Render, html};

use super::runs::{status, took};
use crate::entity::words::RunStepStatus;
use crate::features::workflows::service::blocker::Blocker;
use crate::features::workflows::service::client_read::{ClientStep, RunWithName};
use crate::features::workflows::words;
use crate::web::components::{
    Button, Heading, Icon, Row, Times, Tone, actions, badge, banner, empty_state, facts, panel, results, rows, section,
};

/// What a run did, step by step, in words that stand in a list: nothing that went through it.
pub fn run(found: &RunWithName, done: &[ClientStep], blocker: Option<&Blocker>, times: Times) -> Markup {
    let run = &found.run;
    html! {
        (Heading::new(&found.workflow).above(html! { "Run of " (times.exact(run.created_at)) }))
        (results("run", &format!("run:{}", run.id), html! {
            div class="badges" { (status(run.status)) }
            @if let Some(blocker) = blocker { (waits(blocker)) }
            (facts(&[
                ("How it began", html! { (words::started(run)) }),
                ("Took", html! { @match took(run, times) { Some(took) => (took), None => "Not begun yet" } }),
            ]))
            (section("Steps", None, panel(html! {
                @if done.is_empty() {
                    (empty_state(Icon::Clock, "Nothing done yet", "The run begins as soon as it is its turn.", None))
                } @else {
                    (rows("step-rows", done.iter().enumerate().map(|(at, step)| {
                        let again = done[at + 1..].iter().any(|later| later.title == step.title && later.kind == step.kind);
                        Row::new(&step.title)
                            .meta(html! {
                                span { (times.clock(step.started_at)) }
                                span { (times.took(step.started_at, step.ended_at)) }
                                @match (step.status, again) {
                                    (_, true) => { span { "Tried again below" } }
                                    (RunStepStatus::Failed, false) => { span { "The team has been told" } }
                                    _ => {}
                                }
                            })
                            .aside(badge(tone(step.status), words::step_status(step.status)))
                    })))
                }
            })))
        }))
    }
}

fn waits(blocker: &Blocker) -> Markup {
    banner(
        Tone::Warning,
        words::waiting_words(blocker.wait),
        html! {
            @if let Some(title) = &blocker.title {
                p { (title) @if let Some(account) = &blocker.account { " (" (account) ")" } }
            }
            @if let Some(whom) = words::turn_to(&blocker.helpers) { p { (whom) } }
            @if let Some((verb, href)) = &blocker.way {
                // A connection's page leads out, with a policy of its own that only a page that is loaded whole brings along.
                div hx-boost:inherited="false" { (actions(Button::primary(verb).link(href).render())) }
            }
        },
    )
}

fn tone(status: RunStepStatus) -> Tone {
    match status {
        RunStepStatus::Running => Tone::Accent,
        RunStepStatus::Waiting => Tone::Warning,
        RunStepStatus::Succeeded => Tone::Positive,
        RunStepStatus::Failed => Tone::Negative,
        RunStepStatus::Cancelled => Tone::Neutral,
    }
}
