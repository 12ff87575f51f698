//! Two versions beside each other.

use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

use super::show::Shown;
use super::stage;
use crate::features::approvals::service::Version;
use crate::web::components::{Button, panel};

/// What differs between two versions: pictures beside and over each other, texts word by word.
pub fn compare(view: &Shown<'_>, old: &Version, new: &Version) -> Markup {
    let (from, to) = (old.version.number, new.version.number);
    let pictures = stage::picture(old).zip(stage::picture(new));
    let text = !old.version.body.is_empty() || !new.version.body.is_empty();
    html! {
        section class="compare" aria-labelledby="compare-title" {
            div class="compare-head" {
                h2 id="compare-title" { "Version " (from) " and version " (to) }
                @if let Some(current) = view.step.current() {
                    (Button::quiet("Back to the current version").small().link(&view.at(&current.version)))
                }
            }
            @if let Some(((before, before_name), (after, after_name))) = &pictures {
                div class="wipe needs-script" data-wipe {
                    img class="wipe-under" src=(before) alt={ "Version " (from) ": " (before_name) };
                    img class="wipe-over" src=(after) alt={ "Version " (to) ": " (after_name) };
                    label class="wipe-control" {
                        span class="visually-hidden" { "How much of version " (to) " is shown" }
                        input type="range" min="0" max="100" value="50" data-wipe-range;
                    }
                }
                div class="pair" {
                    @for (number, src, name) in [(from, before, before_name), (to, after, after_name)] {
                        figure class="work" { img src=(src) alt=(name); figcaption class="work-caption" { "Version " (number) ": " (name) } }
                    }
                }
            }
            @if text { (panel(words(&old.version.body, &new.version.body))) }
            @if pictures.is_none() && !(old.files.is_empty() && new.files.is_empty()) {
                div class="pair" {
                    div { h3 { "Version " (from) } (stage::links(old)) }
                    div { h3 { "Version " (to) } (stage::links(new)) }
                }
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
