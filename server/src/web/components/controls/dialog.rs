use maud::{Markup, html};

use crate::web::components::{Icon, words};

/// A question in front of the page, opened by `Button::opens`.
pub fn dialog(id: &str, title: &str, body: Markup) -> Markup {
    html! {
        dialog class="dialog" id=(id) aria-labelledby={ (id) "-title" } {
            form class="dialog-close" method="dialog" {
                button class="button button-quiet button-icon" type="submit" aria-label=(words::CLOSE) {
                    (Icon::Close)
                }
            }
            h2 id={ (id) "-title" } { (title) }
            (body)
        }
    }
}
