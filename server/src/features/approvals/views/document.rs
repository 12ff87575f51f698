//! Documents: their pages below one another, each with its pins, and the same page of two versions.

use maud::{Markup, html};

use super::rail::anchor_of;
use super::show::Shown;
use super::stage;
use crate::entity::file;
use crate::features::approvals::Anchor;
use crate::features::approvals::service::Version;
use crate::features::files;
use crate::web::components::{LEAVES_AT_ONCE, Leaf, Leaves, leaf, leaf_picture};
use crate::web::places;

/// The pages of a document, some at once.
pub fn pages(view: &Shown<'_>, version: &Version, file: &file::Model) -> Markup {
    let shown = leaves(view, file);
    let others = shown.others(|page| at(view, version, file, page));
    html! {
        div class="leaves" {
            (others)
            @for number in shown.first..=shown.last {
                (leaf(&Leaf {
                    id: &id(file, number),
                    number,
                    all: shown.all,
                    tools: tools(view, version, file, number),
                    picture: stage::canvas(version, file, Some(number), picture(file, number)),
                }))
            }
            (others)
        }
    }
}

/// A page as a picture.
pub fn picture(file: &file::Model, page: u32) -> Markup {
    leaf_picture(&places::file_page(file.id, page), &file.name, page, (file.width, file.height))
}

/// Where a page of a version's document is: on this page already, or on another.
pub fn link(view: &Shown<'_>, version: &Version, file: &file::Model, page: u32) -> String {
    let shown = leaves(view, file);
    if (shown.first..=shown.last).contains(&page) {
        return format!("#{}", id(file, page));
    }
    at(view, version, file, page)
}

fn leaves(view: &Shown<'_>, file: &file::Model) -> Leaves {
    Leaves::around(view.page_of(file.id), files::pages_of(file), LEAVES_AT_ONCE)
}

fn at(view: &Shown<'_>, version: &Version, file: &file::Model, page: u32) -> String {
    format!("{}&file={}&page={page}#{}", view.at(&version.version), file.id, id(file, page))
}

fn id(file: &file::Model, page: u32) -> String {
    format!("file-{}-page-{page}", file.id)
}

/// What was said of a whole page, and the button to say more at a place of it.
fn tools(view: &Shown<'_>, version: &Version, file: &file::Model, page: u32) -> Markup {
    let here = Anchor::Page { file: file.id, page };
    let said = version.comments.iter().filter(|comment| anchor_of(comment).as_ref() == Some(&here));
    html! {
        @for comment in said {
            a class="note-number" href=(format!("#comment-{}", comment.id)) aria-label={ "Comment " (comment.number.unwrap_or_default()) } {
                (comment.number.unwrap_or_default())
            }
        }
        @if view.comments { (stage::tool("pin", "Pin a comment", file, Some(page))) }
    }
}
