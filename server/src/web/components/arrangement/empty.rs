use maud::{Markup, html};

use crate::web::components::Icon;

/// Where nothing is yet: says why, and what to do about it.
pub fn empty_state(icon: Icon, title: &str, text: &str, action: Option<Markup>) -> Markup {
    html! {
        div class="empty" {
            span class="empty-icon" { (icon) }
            p class="empty-title" { (title) }
            p class="empty-text" { (text) }
            @if let Some(action) = action { div class="empty-action" { (action) } }
        }
    }
}
