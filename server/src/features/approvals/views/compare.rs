//! Two versions beside each other.

use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

use super::show::Shown;
use super::stage;
use crate::entity::file;
use crate::features::approvals::service::Version;
use crate::features::files;
use crate::web::components::{Button, Leaves, panel};
use crate::web::places;

/// What differs between two versions: pictures in their order beside and over each other, texts word by word.
pub fn compare(view: &Shown<'_>, old: &Version, new: &Version) -> Markup {
    let (from, to) = (old.version.number, new.version.number);
    let (before, after) = (stage::pictured(old), stage::pictured(new));
    let shown = before.len().min(after.len());
    let all = old.files.len() == shown && new.files.len() == shown;
    let longest = before.iter().zip(&after).map(|(before, after)| pages(before).max(pages(after))).max();
    let leaves = Leaves::around(view.page.1, longest.unwrap_or(1), 1);
    let text = !old.version.body.is_empty() || !new.version.body.is_empty();
    html! {
        section class="compare" aria-labelledby="compare-title" {
            div class="compare-head" {
                h2 id="compare-title" { "Version " (from) " and version " (to) }
                @if let Some(current) = view.step.current() {
                    (Button::quiet("Back to the current version").small().link(&view.at(&current.version)))
                }
            }
            (leaves.others(|page| {
                format!("{}?step={}&compare={from}-{to}&page={page}#compare-title", view.path(), view.step.step.id)
            }))
            @for (before, after) in before.into_iter().zip(after) {
                @if leaves.first <= pages(before).max(pages(after)) { (pictures([(from, before), (to, after)], leaves.first)) }
            }
            @if text { (panel(words(&old.version.body, &new.version.body))) }
            @if !all {
                div class="pair" {
                    div { h3 { "Version " (from) } (stage::links(old)) }
                    div { h3 { "Version " (to) } (stage::links(new)) }
                }
            }
        }
    }
}

/// How many pages can be compared; a picture is one.
fn pages(file: &file::Model) -> u32 {
    files::pages_of(file).max(1)
}

/// What two versions show at one page: under a line that moves, and beside each other.
fn pictures(both: [(i32, &file::Model); 2], page: u32) -> Markup {
    let [before, after] = both;
    let name = |(number, file): (i32, &file::Model)| format!("Version {number}: {}", file.name);
    html! {
        @if page <= pages(before.1).min(pages(after.1)) {
            @let documents = both.iter().all(|(_, file)| files::pages_of(file) > 0);
            div class={ "wipe needs-script" @if documents { " wipe-leaf" } } data-wipe {
                div class="wipe-frame" {
                    (picture(before.1, page, &name(before), ""))
                    (picture(after.1, page, &name(after), "wipe-over"))
                    span class="wipe-line" {}
                    input class="wipe-range" type="range" min="0" max="100" value="50" data-wipe-range
                        aria-label=(format!("How much of version {} is shown", before.0));
                }
                p class="wipe-words muted" aria-hidden="true" {
                    span { "Version " (before.0) } span { "Drag to compare" } span { "Version " (after.0) }
                }
            }
        }
        div class="pair" {
            @for shown in both {
                figure class="work" {
                    @if page <= pages(shown.1) {
                        (picture(shown.1, page, &name(shown), ""))
                    } @else {
                        p class="muted" { "Version " (shown.0) " has no page " (page) "." }
                    }
                    figcaption class="work-caption" { (name(shown)) }
                }
            }
        }
    }
}

fn picture(file: &file::Model, page: u32, name: &str, class: &str) -> Markup {
    let document = files::pages_of(file) > 0;
    let src = if document { places::file_page(file.id, page) } else { places::file_content(file.id) };
    let name = if document { format!("{name}, page {page}") } else { name.to_owned() };
    html! { img class=[Some(class).filter(|class| !class.is_empty())] src=(src) alt=(name) width=[file.width] height=[file.height]; }
}

/// Beyond this, a text is not compared word by word.
const LONGEST: usize = 60_000;

fn words(old: &str, new: &str) -> Markup {
    if old == new {
        return html! { p class="diff muted" { "The text is the same in both versions." } };
    }
    if old.len() + new.len() > LONGEST {
        return html! { p class="diff muted" { "These texts are too long to be compared word by word." } };
    }
    let changes = TextDiff::from_words(old, new);
    html! {
        div class="diff" {
            @for change in changes.iter_all_changes() {
                @match change.tag() {
                    ChangeTag::Equal => { (change.value()) }
                    ChangeTag::Delete => { del { (change.value()) } }
                    ChangeTag::Insert => { ins { (change.value()) } }
                }
            }
        }
    }
}
