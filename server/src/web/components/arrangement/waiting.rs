use maud::{Markup, html};

use crate::web::components::{Icon, words};

/// One thing that cannot go on without the reader.
#[derive(Clone)]
pub struct Waiting<'a> {
    /// The verb on the button.
    pub verb: &'a str,
    /// Where it is done.
    pub href: &'a str,
    /// What it is about.
    pub title: &'a str,
    /// Who asks, and for which project.
    pub context: Markup,
    /// For how long, from `Times::span`.
    pub since: Markup,
}

/// The short list a dashboard opens with.
pub fn waiting<'a>(items: impl IntoIterator<Item = Waiting<'a>>) -> Markup {
    html! {
        ul class="waiting" {
            @for item in items {
                li class="wait" {
                    div class="wait-words" {
                        span class="wait-title" { (item.title) }
                        span class="wait-context" { (item.context) }
                    }
                    span class="wait-since" { (Icon::Clock) (words::WAITING) " " (item.since) }
                    a class="button button-quiet" href=(item.href) {
                        (item.verb) span class="visually-hidden" { ": " (item.title) }
                    }
                }
            }
        }
    }
}
