use maud::{Markup, html};

use crate::web::components::{Icon, words};

/// Where a page opens beside the one that has the links to it, which are marked `data-slideover`. Without scripts they
/// lead to the page itself. What comes in brings an `h2` whose id is `slideover-title`.
pub fn slideover() -> Markup {
    html! {
        dialog class="slideover" id="slideover" aria-labelledby="slideover-title" {
            form class="dialog-close" method="dialog" {
                button class="button button-quiet button-icon" type="submit" aria-label=(words::CLOSE) {
                    (Icon::Close)
                }
            }
            div class="slideover-body" id="slideover-body" {}
        }
    }
}
