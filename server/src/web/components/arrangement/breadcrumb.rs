use maud::{Markup, html};

use crate::web::components::{Icon, words};

/// A page above this one.
#[derive(Clone, Copy)]
pub struct Crumb<'a> {
    /// Its name.
    pub label: &'a str,
    /// Where it is.
    pub href: &'a str,
}

/// The pages above this one, outermost first.
pub fn breadcrumb(trail: &[Crumb<'_>]) -> Markup {
    html! {
        @if !trail.is_empty() {
            nav class="breadcrumb" aria-label=(words::WHERE) {
                ol {
                    @for (place, crumb) in trail.iter().enumerate() {
                        li { @if place > 0 { (Icon::ChevronRight) } a href=(crumb.href) { (crumb.label) } }
                    }
                }
            }
        }
    }
}
