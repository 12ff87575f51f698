use maud::{Markup, PreEscaped, html};

use crate::web::components::words;

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// Not begun.
    Open,
    /// Being worked on.
    Active,
    /// Finished.
    Done,
}

/// One step of some work.
#[derive(Clone)]
pub struct Check<'a> {
    /// How far it is.
    pub state: CheckState,
    /// What it is.
    pub title: &'a str,
    /// Who does it and until when.
    pub meta: Markup,
}

/// Steps of some work, each with a shape and a spoken word for its state.
pub fn checklist<'a>(items: impl IntoIterator<Item = Check<'a>>) -> Markup {
    html! {
        ul class="checklist" {
            @for item in items {
                @let (name, word, lines) = state(item.state);
                li class={ "check check-" (name) } {
                    svg class="check-mark" viewBox="0 0 20 20" width="20" height="20" role="img"
                        aria-label=(word) { (PreEscaped(lines)) }
                    span class="check-title" { (item.title) }
                    span class="check-meta" { (item.meta) }
                }
            }
        }
    }
}

const fn state(state: CheckState) -> (&'static str, &'static str, &'static str) {
    match state {
        CheckState::Open => ("open", words::TO_DO, r#"<circle cx="10" cy="10" r="7.25"/>"#),
        CheckState::Active => (
            "active",
            words::IN_PROGRESS,
            r#"<circle cx="10" cy="10" r="7.25"/><path class="solid" d="M10 5.5a4.5 4.5 0 0 1 0 9z"/>"#,
        ),
        CheckState::Done => (
            "done",
            words::DONE,
            r#"<circle class="solid" cx="10" cy="10" r="8"/><path class="tick-line" d="m6.4 10.3 2.5 2.5 4.8-5.3"/>"#,
        ),
    }
}
