//! What was said on a version, beside it: threads by their number, and the box for the next one.

use maud::{Markup, html};

use super::document;
use super::show::Shown;
use crate::entity::approval_comment::Model;
use crate::entity::file;
use crate::features::approvals::Anchor;
use crate::features::approvals::service::Version;
use crate::features::files;
use crate::web::components::{Button, Field, Icon, Message, Speaker, Textarea, once, remark, token};
use crate::web::markdown;

/// The place of a comment, where it has one.
pub fn anchor_of(comment: &Model) -> Option<Anchor> {
    serde_json::from_str(comment.anchor.as_deref()?).ok()
}

/// The rail.
pub fn rail(view: &Shown<'_>, version: &Version) -> Markup {
    let heads: Vec<&Model> = version.comments.iter().filter(|comment| comment.parent_id.is_none()).collect();
    html! {
        aside class="rail" aria-labelledby="rail-title" {
            h2 class="rail-title" id="rail-title" { "Comments" }
            @if heads.is_empty() {
                p class="muted" {
                    "Nothing was said about this version yet."
                    @if view.comments { span class="needs-script" { " Pin a comment on the work, or write one below." } }
                }
            } @else {
                ol class="notes" {
                    @for head in &heads { (thread(view, version, head)) }
                }
            }
            @if view.comments { (composer(view, version)) }
        }
    }
}

fn thread(view: &Shown<'_>, version: &Version, head: &Model) -> Markup {
    let number = head.number.unwrap_or_default();
    let answers = version.comments.iter().filter(|comment| comment.parent_id == Some(head.id));
    let path = format!("{}/comments", view.path());
    html! {
        li class={ "note" @if head.resolved_at.is_some() { " note-resolved" } } id={ "comment-" (head.id) } {
            div class="note-head" {
                span class="note-number" aria-label={ "Comment " (number) } { (number) }
                @if let Some(anchor) = anchor_of(head) { (place(view, version, &anchor)) }
                @if head.resolved_at.is_some() {
                    span class="note-state" { (Icon::Check) "Resolved" @if let Some(who) = &head.resolved_by { " by " (who) } }
                }
            }
            (said(view, version, head))
            @for answer in answers { (said(view, version, answer)) }
            @if view.comments {
                div class="note-foot" {
                    details class="note-answer" {
                        summary { "Answer" span class="visually-hidden" { " comment " (number) } }
                        form class="form" method="post" action=(format!("{path}#comment-{}", head.id)) enctype="multipart/form-data" novalidate {
                            (token(view.token)) (once(&format!("{}-{}", view.once, number)))
                            input type="hidden" name="version" value=(version.version.id);
                            input type="hidden" name="parent" value=(head.id);
                            (Textarea::new("body", "Your answer").id(&format!("answer-{}", head.id)).quiet_label().required().rows(2))
                            (files::field(&format!("files-{}", head.id), view.limit, None))
                            div class="actions" { (Button::quiet("Send answer").small()) }
                        }
                    }
                    (switch(view, head, &path))
                }
            }
        }
    }
}

fn switch(view: &Shown<'_>, head: &Model, path: &str) -> Markup {
    let (verb, label) = if head.resolved_at.is_some() { ("reopen", "Reopen") } else { ("resolve", "Resolve") };
    html! {
        form class="post" method="post" action=(format!("{path}/{}/{verb}#comment-{}", head.id, head.id)) {
            (token(view.token))
            button class="link-button" type="submit" { (label) span class="visually-hidden" { " comment " (head.number.unwrap_or_default()) } }
        }
    }
}

fn said(view: &Shown<'_>, version: &Version, row: &Model) -> Markup {
    let said = Message {
        id: &row.id.to_string(),
        author: &row.author_name,
        speaker: Speaker::of(row.author_kind, row.author_id, view.reader),
        at: view.times.relative(row.created_at),
        body: markdown::html(&row.body),
    };
    remark(&said, files::attached(&version.attached, row.id.into()))
}

/// Where a comment stands, in words; a moment leads there.
fn place(view: &Shown<'_>, version: &Version, anchor: &Anchor) -> Markup {
    let file = anchor.file().and_then(|id| version.files.iter().find(|file| file.id == id));
    let name = file.map_or("", |file| &file.name);
    let spot = spot(anchor);
    html! {
        @match anchor {
            Anchor::Point { page: None, .. } | Anchor::Box { page: None, .. } => { span class="note-place" { (name) (spot) } }
            Anchor::Point { page: Some(page), .. } | Anchor::Box { page: Some(page), .. } | Anchor::Page { page, .. } => {
                @if let Some(file) = file.filter(|file| (1..=files::pages_of(file)).contains(page)) {
                    a class="note-place" href=(document::link(view, version, file, *page)) { (name) ", page " (page) (spot) }
                } @else { span class="note-place" { (name) ", page " (page) (spot) } }
            }
            Anchor::Time { file, seconds } => {
                a class="note-place" href=(format!("#file-{file}")) data-seek=(seconds) data-film-id=(file) {
                    @if version.files.iter().filter(|file| is_recording(file)).count() > 1 { (name) ", " }
                    (moment(*seconds))
                }
            }
            Anchor::Passage { quote, prefix, suffix, start } => {
                a class="note-quote" href="#sheet" data-passage data-prefix=(prefix) data-suffix=(suffix) data-start=(start) { q { (quote) } }
            }
        }
    }
}

/// Where on a picture or a page a pin is, in the words that stood there while it was placed; nothing for what has no pin.
fn spot(anchor: &Anchor) -> String {
    let percent = |fraction: &f64| (fraction * 100.0).round();
    let corner = |left, top| format!(", {:.0} % / {:.0} %", percent(left), percent(top));
    match anchor {
        Anchor::Point { x, y, .. } => corner(x, y),
        Anchor::Box { x, y, w, h, .. } => {
            format!("{}, {:.0} % wide and {:.0} % high", corner(x, y), percent(w), percent(h))
        }
        Anchor::Page { .. } | Anchor::Time { .. } | Anchor::Passage { .. } => String::new(),
    }
}

fn is_recording(file: &file::Model) -> bool {
    file.media_type.starts_with("video/") || file.media_type.starts_with("audio/")
}

/// Seconds as a clock shows them.
fn moment(seconds: f64) -> String {
    let whole = seconds.max(0.0).floor();
    let (hours, minutes, seconds) = ((whole / 3600.0).floor(), (whole / 60.0).floor() % 60.0, whole % 60.0);
    if hours > 0.0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

fn composer(view: &Shown<'_>, version: &Version) -> Markup {
    let spots = version.files.iter().any(|file| file.media_type == "application/pdf" || is_recording(file));
    let text = !version.version.body.is_empty();
    let help = match (spots, text) {
        (true, true) => "A page, a time, or words of the text in quotation marks: page 2, 0:43, “these words”.",
        (true, false) => "A page or a time, like page 2 or 0:43.",
        (false, _) => "Words of the text, in “quotation marks”.",
    };
    html! {
        form class="form note-new" id="note-new" method="post" action=(format!("{}/comments", view.path())) enctype="multipart/form-data" novalidate {
            (token(view.token)) (once(view.once))
            input type="hidden" name="version" value=(version.version.id);
            input type="hidden" name="anchor" id="note-anchor" value="";
            @if let (Some(file), page) = view.page {
                input type="hidden" name="file" value=(file);
                input type="hidden" name="page" value=(page);
            }
            p class="note-target" id="note-target" hidden role="status" {
                span data-words {} " "
                button class="link-button" type="button" data-forget { "Remove the place" }
            }
            (Textarea::new("body", "Comment on this version").id("note-body").value(view.unsaid().unwrap_or(&view.typed.comment))
                .error(view.typed.comment_error.as_deref()).required().rows(3))
            @if spots || text {
                (Field::text("place", "Where").value(&view.typed.place).optional().help(help))
            }
            (files::field("note-files", view.limit, view.typed.files_error.as_deref()))
            div class="actions" { (Button::quiet("Send comment").icon(Icon::Message)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{moment, spot};
    use crate::features::approvals::Anchor;
    use crate::ids::{FileId, Id};

    #[test]
    fn a_box_says_how_large_it_is() {
        let file = FileId::new();
        let drawn = Anchor::Box { file, page: None, x: 0.25, y: 0.5, w: 0.2, h: 0.1 };
        assert_eq!(spot(&drawn), ", 25 % / 50 %, 20 % wide and 10 % high");
        assert_eq!(spot(&Anchor::Point { file, page: None, x: 0.25, y: 0.5 }), ", 25 % / 50 %");
    }

    #[test]
    fn a_moment_reads_like_a_clock() {
        assert_eq!(
            (moment(43.9).as_str(), moment(125.0).as_str(), moment(3723.0).as_str()),
            ("0:43", "2:05", "1:02:03")
        );
    }
}
