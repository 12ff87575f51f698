use maud::{Markup, html};

/// Rendered Markdown, at a width that reads well.
pub fn prose(body: Markup) -> Markup {
    html! { div class="prose" { (body) } }
}
