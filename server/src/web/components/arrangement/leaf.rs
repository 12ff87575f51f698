use maud::{Markup, html};

use crate::web::components::Button;

/// How many pages of a document stand below one another.
pub const LEAVES_AT_ONCE: u32 = 20;

/// Some pages of a document, as they stand below one another.
#[derive(Clone, Copy)]
pub struct Leaves {
    pub first: u32,
    pub last: u32,
    pub all: u32,
    at_once: u32,
}

impl Leaves {
    /// Those among which this page is, so many at once. What is beyond the document is its end.
    pub fn around(page: u32, all: u32, at_once: u32) -> Self {
        let page = page.clamp(1, all.max(1));
        let first = page - (page - 1) % at_once;
        Self { first, last: (first + at_once - 1).min(all), all, at_once }
    }

    /// Leads to the pages before and after; nothing where there are no others.
    pub fn others(self, href: impl Fn(u32) -> String) -> Markup {
        let Self { first, last, all, at_once } = self;
        html! {
            @if first > 1 || last < all {
                nav class="leaf-others" aria-label="Pages" {
                    @if first > 1 { (Button::quiet("Previous").small().link(&href(first - at_once))) }
                    span {
                        @if first == last { "Page " (first) " of " (all) } @else { "Pages " (first) "–" (last) " of " (all) }
                    }
                    @if last < all { (Button::quiet("Next").small().link(&href(last + 1))) }
                }
            }
        }
    }
}

/// One page of a document, as a picture.
pub struct Leaf<'a> {
    pub id: &'a str,
    pub number: u32,
    pub all: u32,
    /// What stands beside its number.
    pub tools: Markup,
    /// The picture, as [`leaf_picture`] draws it, with what lies over it.
    pub picture: Markup,
}

/// A page with its number. Where its picture does not come, it says so.
pub fn leaf(leaf: &Leaf<'_>) -> Markup {
    html! {
        section class="leaf" id=(leaf.id) aria-labelledby={ (leaf.id) "-number" } {
            div class="leaf-head" {
                h3 class="leaf-number" id={ (leaf.id) "-number" } { "Page " (leaf.number) " of " (leaf.all) }
                (leaf.tools)
            }
            div class="leaf-picture" { (leaf.picture) }
            p class="leaf-missing" hidden { "This page cannot be shown here. Open the file to read it." }
        }
    }
}

/// A page's picture, which is fetched when somebody comes near it. `size` is the document's, so that nothing jumps.
pub fn leaf_picture(src: &str, name: &str, number: u32, size: (Option<i32>, Option<i32>)) -> Markup {
    html! { img src=(src) alt={ "Page " (number) " of " (name) } width=[size.0] height=[size.1] loading="lazy"; }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_document_is_shown_in_parts() {
        let part = |page, all| {
            let leaves = Leaves::around(page, all, 20);
            (leaves.first, leaves.last)
        };
        for (page, all, expected) in [
            (1, 3, (1, 3)),
            (20, 45, (1, 20)),
            (21, 45, (21, 40)),
            (45, 45, (41, 45)),
            (99, 45, (41, 45)),
            (0, 45, (1, 20)),
        ] {
            assert_eq!(part(page, all), expected, "{page} of {all}");
        }
        let href = |page: u32| format!("?page={page}");
        assert_eq!(Leaves::around(1, 3, 20).others(href).into_string(), "");
        let middle = Leaves::around(30, 45, 20).others(href).into_string();
        assert!(
            middle.contains("?page=1\"") && middle.contains("?page=41\"") && middle.contains("21–40 of 45"),
            "{middle}"
        );
    }
}
