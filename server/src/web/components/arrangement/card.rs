use maud::{Markup, html};

/// A surface around rows, a table or a form.
pub fn panel(body: Markup) -> Markup {
    html! { div class="panel" { (body) } }
}

/// A thing among others of its kind.
pub fn card(body: Markup) -> Markup {
    html! { div class="card" { (body) } }
}

/// The same, when the whole of it leads somewhere.
pub fn card_link(href: &str, body: Markup) -> Markup {
    html! { a class="card card-link" href=(href) { (body) } }
}

/// Cards side by side, as many as fit.
pub fn grid(body: Markup) -> Markup {
    html! { div class="grid" { (body) } }
}

/// The content with a narrow rail beside it, below it on small screens.
pub fn columns(main: Markup, side: Markup) -> Markup {
    html! {
        div class="columns" {
            div class="columns-main" { (main) }
            aside class="columns-side" { (side) }
        }
    }
}
