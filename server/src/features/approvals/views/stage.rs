//! The work itself, large and on a quiet ground.

use maud::{Markup, html};

use super::document;
use super::rail::anchor_of;
use super::show::Shown;
use crate::entity::words::Preview;
use crate::entity::{approval_comment, file};
use crate::features::approvals::Anchor;
use crate::features::approvals::service::Version;
use crate::features::files;
use crate::text::counted;
use crate::web::components::{Button, Icon, prose};
use crate::web::{markdown, places};

/// What a version holds, where that is more than one thing, and on a narrow screen the way past it to the decision: the
/// pages of one document may bury all that comes after them.
pub fn contents(view: &Shown<'_>, version: &Version) -> Markup {
    let text = !version.version.body.is_empty();
    let several = version.files.len() + usize::from(text) > 1;
    html! {
        @if several || view.asks() {
            nav class={ "stage-contents" @if !several { " stage-contents-narrow" } } aria-label="In this version" {
                ul {
                    @if several {
                        @for file in &version.files {
                            li { a href=(format!("#file-{}", file.id)) { (file.name) } @if let Some(pages) = pages_in_words(file) { ", " (pages) } }
                        }
                        @if text { li { a href="#sheet" { "Text" } } }
                    }
                    @if view.asks() { li class="stage-contents-narrow" { a href="#decision" { "Go to the decision" } } }
                }
            }
        }
    }
}

/// How many pages a document has; nothing for what has none.
fn pages_in_words(file: &file::Model) -> Option<String> {
    file.pages.map(|pages| counted(pages, "page"))
}

/// All that a version shows.
pub fn stage(view: &Shown<'_>, version: &Version) -> Markup {
    html! {
        div class="stage" id="stage" {
            h2 class="visually-hidden" { "Version " (version.version.number) }
            @for file in &version.files { (one(view, version, file)) }
            @if !version.version.body.is_empty() {
                article class="sheet" id="sheet" data-text {
                    (prose(markdown::html(&version.version.body)))
                }
                @if view.comments {
                    p class="stage-tools needs-script" {
                        button class="button button-quiet button-small" type="button" data-quote
                            data-none="Mark words of the text first." data-long="Mark fewer words: at most 1,900 characters." { "Comment on the selected words" }
                        span class="muted" role="status" data-quoted {}
                    }
                }
            }
        }
    }
}

fn one(view: &Shown<'_>, version: &Version, file: &file::Model) -> Markup {
    let content = places::file_content(file.id);
    let kind = file.media_type.split('/').next().unwrap_or_default();
    let document = files::pages_of(file) > 0;
    let played = files::may_be_shown(&file.media_type);
    // What the browser is not given to show, it saves.
    let opens = if kind == "image" { is_picture(file) } else { played };
    let verb = if opens { "Open" } else { "Save" };
    let (topic, source) = (file.preview == Preview::Waiting).then(|| view.live()).unzip();
    html! {
        figure class="work" id=(format!("file-{}", file.id)) data-live=[topic] data-src=[source] {
            @match kind {
                _ if document => {}
                "image" if is_picture(file) => {
                    // Above the picture, where the bar with the decision does not lie over it.
                    @if view.comments { p class="work-tools needs-script" { (tool("pin", "Pin a comment", file, None)) } }
                    (canvas(version, file, None, html! { img src=(content) alt=(file.name) width=[file.width] height=[file.height]; }))
                }
                "video" if played => { video class="film-of-work" controls preload="metadata" src=(content) data-film=(file.id) aria-label=(file.name) {} }
                "audio" if played => { audio controls preload="metadata" src=(content) data-film=(file.id) aria-label=(file.name) {} }
                _ => {
                    p class="work-plain" { (Icon::Files) (file.name) }
                    @match file.preview {
                        Preview::Waiting => { p class="muted" { "It is still being drawn. Look again in a moment." } }
                        Preview::Failed => { p class="muted" { "It could not be drawn. " (verb) " it to see it." } }
                        _ if kind == "image" => { p class="muted" { "This picture is not shown here. Save it to see it." } }
                        _ if matches!(kind, "video" | "audio") => { p class="muted" { "This is not played here. Save it to play it." } }
                        _ => {}
                    }
                }
            }
            figcaption class="work-caption" {
                span class="work-name" { (file.name) }
                @if let Some(pages) = pages_in_words(file) { span class="muted" { (pages) } }
                a href=(content) target="_blank" rel="noopener" { (verb) span class="visually-hidden" { ": " (file.name) } }
                @if view.comments && played && matches!(kind, "video" | "audio") { (tool("moment", "Comment at this moment", file, None)) }
            }
            @if document { (document::pages(view, version, file)) }
        }
    }
}

/// What the browser shows by itself, and cannot run anything: an image that was decoded here. Others are served to be
/// saved, and would be shown broken.
fn is_picture(file: &file::Model) -> bool {
    files::is_picture(&file.media_type) && file.preview == Preview::Made
}

/// A button that places a comment on a file, or on a page of it.
pub fn tool(name: &str, label: &str, file: &file::Model, page: Option<u32>) -> Markup {
    html! {
        button class="button button-quiet button-small needs-script" type="button" data-tool=(name) data-file=(file.id) data-page=[page] {
            (label) @if let Some(page) = page { span class="visually-hidden" { " on page " (page) } }
        }
    }
}

/// A picture with its pins. Pins are links to their comments, so that the keyboard reaches them.
pub fn canvas(version: &Version, file: &file::Model, page: Option<u32>, picture: Markup) -> Markup {
    let pins = version.comments.iter().filter_map(|comment| Some((comment, anchor_of(comment)?)));
    let of = page.map(|page| format!("page {page} of ")).unwrap_or_default();
    html! {
        div class="canvas" data-canvas=(file.id) data-page=[page] data-name=(file.name) {
            (picture)
            svg class="pins" role="group" aria-label={ "Comments on " (of) (file.name) } {
                @for (comment, anchor) in pins { (pin(file, page, comment, &anchor)) }
            }
        }
    }
}

fn pin(shown: &file::Model, on: Option<u32>, comment: &approval_comment::Model, anchor: &Anchor) -> Markup {
    let (x, y, size) = match anchor {
        Anchor::Point { file, page, x, y } if *file == shown.id && *page == on => (*x, *y, None),
        Anchor::Box { file, page, x, y, w, h } if *file == shown.id && *page == on => (*x, *y, Some((*w, *h))),
        _ => return html! {},
    };
    let number = comment.number.unwrap_or_default();
    let percent = |fraction: f64| format!("{:.2}%", fraction * 100.0);
    html! {
        a class={ "pin" @if comment.resolved_at.is_some() { " pin-resolved" } } href=(format!("#comment-{}", comment.id)) aria-label={ "Comment " (number) } {
            @if let Some((w, h)) = size {
                rect class="pin-box" x=(percent(x)) y=(percent(y)) width=(percent(w)) height=(percent(h)) {}
            }
            circle class="pin-dot" cx=(percent(x)) cy=(percent(y)) r="13" {}
            text class="pin-number" x=(percent(x)) y=(percent(y)) dy="4.5" { (number) }
        }
    }
}

/// A small picture of a version, for the filmstrip.
pub fn thumbnail(version: &Version) -> Markup {
    // A picture that is still being drawn has its place already: nothing stands there meanwhile that it would push out.
    let pictured = version.files.iter().find(|file| matches!(file.preview, Preview::Waiting | Preview::Made));
    let body = &version.version.body;
    html! {
        span class="film-picture" aria-hidden="true" {
            @match pictured {
                Some(file) if file.preview == Preview::Made => { img src=(places::file_preview(file.id)) alt="" loading="lazy"; }
                None if !body.is_empty() => { span class="film-text" { (markdown::excerpt(&markdown::plain(body), 120)) } }
                _ => { (Icon::Files) }
            }
        }
    }
}

/// The files of a version as links, where they stand beside another's.
pub fn links(version: &Version) -> Markup {
    html! {
        @for file in &version.files {
            p { (Button::quiet(&file.name).small().icon(Icon::Files).link(&places::file_content(file.id))) }
        }
    }
}

/// What of a version can be seen: its pictures, and its documents by their pages.
pub fn pictured(version: &Version) -> Vec<&file::Model> {
    version.files.iter().filter(|file| is_picture(file) || files::pages_of(file) > 0).collect()
}
