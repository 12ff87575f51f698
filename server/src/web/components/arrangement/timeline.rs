use maud::{Markup, html};

use crate::web::components::Icon;

/// One thing that happened.
#[derive(Clone)]
pub struct Happening {
    /// What kind of thing.
    pub icon: Icon,
    /// Who did what, with links.
    pub text: Markup,
    /// When, from `Times::relative`.
    pub at: Markup,
}

/// What happened, newest first.
pub fn timeline(items: impl IntoIterator<Item = Happening>) -> Markup {
    html! {
        ol class="timeline" {
            @for item in items {
                li class="happening" {
                    span class="happening-icon" { (item.icon) }
                    div class="happening-text" { (item.text) }
                    div class="happening-at" { (item.at) }
                }
            }
        }
    }
}
