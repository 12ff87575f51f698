use maud::{Markup, html};

/// The most letters of a figure that can be set large.
const LARGE: usize = 15;

/// One figure with its name.
pub fn stat(label: &str, value: &str, note: Option<&str>) -> Markup {
    html! {
        div class="stat" {
            dt { (label) }
            dd {
                span class={ "stat-value" @if value.chars().count() > LARGE { " stat-long" } } { (value) }
                @if let Some(note) = note { " " span class="stat-note" { (note) } }
            }
        }
    }
}

/// Figures side by side.
pub fn stats(body: Markup) -> Markup {
    html! { dl class="stats" { (body) } }
}

/// Names and what they are, one under another.
pub fn facts(items: &[(&str, Markup)]) -> Markup {
    html! {
        dl class="facts" {
            @for (name, value) in items { div class="fact" { dt { (name) } dd { (value) } } }
        }
    }
}
