use maud::{Markup, html};

/// Rendered Markdown, at a width that reads well. What people wrote never becomes a request of the page.
pub fn prose(body: Markup) -> Markup {
    html! { div class="prose" hx-ignore { (body) } }
}
