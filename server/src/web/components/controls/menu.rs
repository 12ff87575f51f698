use maud::{Markup, html};

use crate::web::components::{Icon, token};

/// A few things to choose from, behind a summary. Works without scripts.
pub fn menu(label: &str, summary: Markup, items: Markup) -> Markup {
    html! {
        details class="menu" {
            summary class="menu-summary" aria-label=(label) title=(label) { (summary) }
            div class="menu-items" { (items) }
        }
    }
}

/// A place to go.
pub fn menu_link(href: &str, icon: Icon, label: &str) -> Markup {
    html! { a class="menu-item" href=(href) { (icon) (label) } }
}

/// Something to do. It loads the next page anew, as these change who or where the reader is.
pub fn menu_post(action: &str, session: &str, icon: Icon, label: &str) -> Markup {
    html! {
        form method="post" action=(action) hx-boost="false" {
            (token(session))
            button class="menu-item" type="submit" { (icon) (label) }
        }
    }
}
