//! Two versions beside each other.

use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

use super::show::Shown;
use super::stage;
use crate::features::approvals::service::Version;
use crate::web::components::{Button, panel};

/// What differs between two versions: pictures in their order beside and over each other, texts word by word.
pub fn compare(view: &Shown<'_>, old: &Version, new: &Version) -> Markup {
    let (from, to) = (old.version.number, new.version.number);
    let (before, after) = (stage::pictures(old), stage::pictures(new));
    let shown = before.len().min(after.len());
    let all = old.files.len() == shown && new.files.len() == shown;
    let text = !old.version.body.is_empty() || !new.version.body.is_empty();
    html! {
        section class="compare" aria-labelledby="compare-title" {
            div class="compare-head" {
                h2 id="compare-title" { "Version " (from) " and version " (to) }
                @if let Some(current) = view.step.current() {
                    (Button::quiet("Back to the current version").small().link(&view.at(&current.version)))
                }
            }
            @for (before, after) in before.iter().zip(&after) { (pictures([(from, before), (to, after)])) }
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

/// A picture of two versions: under a line that moves, and beside each other.
fn pictures([before, after]: [(i32, &(String, &str)); 2]) -> Markup {
    let name = |(number, (_, name)): (i32, &(String, &str))| format!("Version {number}: {name}");
    html! {
        div class="wipe needs-script" data-wipe {
            div class="wipe-frame" {
                img src=(before.1.0) alt=(name(before));
                img class="wipe-over" src=(after.1.0) alt=(name(after));
                span class="wipe-line" {}
                input class="wipe-range" type="range" min="0" max="100" value="50" data-wipe-range
                    aria-label=(format!("How much of version {} is shown", before.0));
            }
            p class="wipe-words muted" aria-hidden="true" {
                span { "Version " (before.0) } span { "Drag to compare" } span { "Version " (after.0) }
            }
        }
        div class="pair" {
            @for picture in [before, after] {
                figure class="work" { img src=(picture.1.0) alt=(name(picture)); figcaption class="work-caption" { (name(picture)) } }
            }
        }
    }
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
