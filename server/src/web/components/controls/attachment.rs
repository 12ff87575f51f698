use maud::{Markup, html};

use super::control::Control;
use crate::web::components::Icon;

/// A file, as it stands with what was said.
pub struct Attachment<'a> {
    pub name: &'a str,
    /// Where its page is.
    pub href: &'a str,
    /// What it is and how large.
    pub facts: &'a str,
    /// Where its small picture is.
    pub preview: Option<&'a str>,
}

/// Files below a message; nothing at all for none.
pub fn attachments<'a>(files: impl IntoIterator<Item = Attachment<'a>>) -> Markup {
    let mut files = files.into_iter().peekable();
    html! {
        @if files.peek().is_some() {
            ul class="attachments" {
                @for file in files {
                    li class="attachment" {
                        (thumbnail(file.preview))
                        span class="attachment-words" {
                            a class="attachment-name" href=(file.href) { (file.name) }
                            span class="attachment-facts" { (file.facts) }
                        }
                    }
                }
            }
        }
    }
}

/// A file's small picture, or the sign for a file.
pub fn thumbnail(preview: Option<&str>) -> Markup {
    html! {
        span class="thumbnail" {
            @match preview {
                Some(src) => img src=(src) alt="" loading="lazy" decoding="async";,
                None => (Icon::Files),
            }
        }
    }
}

/// Where files are chosen. With scripts they can be dropped there, and what is sent shows how far it is.
pub struct FileField<'a> {
    pub id: &'a str,
    pub label: &'a str,
    /// How many fit, and how large each may be, in words.
    pub help: &'a str,
    /// The same for the script, in bytes.
    pub limit: u64,
    pub most: usize,
    pub error: Option<&'a str>,
}

/// The last field of its form: what comes after a file is not read.
pub fn file_field(field: &FileField<'_>) -> Markup {
    let control = Control {
        id: Some(field.id),
        name: "files",
        label: field.label,
        help: Some(field.help),
        error: field.error,
        optional: true,
        ..Control::default()
    };
    html! {
        div class="drop" data-drop data-limit=(field.limit) data-most=(field.most) {
            (control.around(html! {
                input class="file-input" type="file" id=(control.id()) name=(control.name) multiple
                    aria-invalid=[control.invalid()] aria-describedby=[control.described()];
                ul class="chosen-files" aria-live="polite" hidden {}
                progress class="upload" max="100" value="0" hidden aria-label="Sending the files" {}
            }))
        }
    }
}
