use maud::{Markup, html};

use super::question::{INPUT, question};
use crate::error::FieldErrors;
use crate::features::files;
use crate::features::forms::answers::{MOST_FILES, Sent, asked, so_far};
use crate::features::forms::portal::Notice;
use crate::features::forms::schema::{Field, FieldKind, Form};
use crate::features::forms::service::Opened;
use crate::web::components::{Button, Heading, Tone, actions, banner, form, form_with_files, once, panel, prose};
use crate::web::{markdown, places};

/// The part that is drawn anew when an answer brings up another question.
const QUESTIONS: &str = "questions";

/// One page of a form as it is filled in.
pub struct Fill<'a> {
    pub opened: &'a Opened,
    pub page: usize,
    pub sent: &'a Sent,
    pub errors: &'a FieldErrors,
    pub notice: Notice,
    /// The most bytes of a file.
    pub limit: u64,
    /// Whether the reader may decide on work.
    pub decides: bool,
    pub token: &'a str,
    pub once: &'a str,
}

impl Fill<'_> {
    fn last(&self) -> bool {
        self.page + 1 == self.opened.form.pages.len()
    }

    /// Whether the reader may send it.
    fn may_send(&self) -> bool {
        self.decides || !self.opened.form.decides()
    }

    /// Whether the page ends with a field for files.
    fn takes_files(&self) -> Option<&Field> {
        asked_on(&self.opened.form, self.page, self.sent).find(|field| field.kind == FieldKind::File)
    }
}

/// The fields that a page asks for, after these answers.
pub fn asked_on<'f>(form: &'f Form, page: usize, sent: &Sent) -> impl Iterator<Item = &'f Field> {
    let answers = so_far(form.pages[..=page].iter().flat_map(|page| &page.fields), sent);
    form.pages[page].fields.iter().filter(move |field| asked(field.when.as_ref(), &answers))
}

/// The first page on which something is wrong.
pub fn page_of(form: &Form, errors: &FieldErrors) -> Option<usize> {
    form.pages.iter().position(|page| page.fields.iter().any(|field| errors.at(&field.name).is_some()))
}

/// A page of a form.
pub fn fill(view: &Fill<'_>) -> Markup {
    let Opened { row, form: asks, .. } = view.opened;
    let pages = asks.pages.len();
    let page = &asks.pages[view.page];
    let history = places::form_submissions(row.id);
    html! {
        (Heading::new(&row.title)
            .below(html! {
                @if view.page == 0 && !asks.intro.is_empty() { (prose(markdown::html(&asks.intro))) }
                @if pages > 1 { p { "Page " (view.page + 1) " of " (pages) } }
            })
            .action(html! {
                @if row.last_submitted_at.is_some() { (Button::quiet("What was sent").link(&history)) }
            }))
        (notice(view))
        @if !view.may_send() {
            (banner(Tone::Neutral, "Waiting for someone who may approve", html! {
                p { "This form decides something. You can look at it; to send it is for those who may approve work." }
            }))
        }
        @if let Some(title) = &page.title { h2 class="section-title" { (title) } }
        @if !page.intro.is_empty() { (prose(markdown::html(&page.intro))) }
        (panel(whole(view)))
    }
}

fn notice(view: &Fill<'_>) -> Markup {
    match view.notice {
        Notice::None => html! {},
        Notice::Changed => banner(
            Tone::Warning,
            "The team has changed this form",
            html! {
                p { "What you typed is kept. Look through it once more, then go on." }
            },
        ),
        Notice::More(1) => banner(
            Tone::Neutral,
            "There is one more question",
            html! {
                p { "It depends on what you answered. Nothing is lost." }
            },
        ),
        Notice::More(_) => banner(
            Tone::Neutral,
            "There are more questions",
            html! {
                p { "They depend on what you answered. Nothing is lost." }
            },
        ),
    }
}

fn whole(view: &Fill<'_>) -> Markup {
    let action = places::form(view.opened.row.id);
    let body = html! {
        (once(view.once))
        input type="hidden" name="version" value=(view.opened.version);
        input type="hidden" name="page" value=(view.page);
        (questions(view))
        @match view.takes_files() {
            Some(field) => {
                (file(view, field))
                (actions(html! {
                    @if view.may_send() { (Button::primary(send(view))) }
                    @if view.page > 0 { (Button::quiet("Back").link(&format!("{action}?page={}", view.page))) }
                    @if view.may_send() { (Button::quiet("Save for later").action(&format!("{action}?go=later"))) }
                }))
            }
            None => (actions(buttons(view))),
        }
    };
    if view.takes_files().is_some() {
        form_with_files(&action, view.token, body)
    } else {
        form(&action, view.token, body)
    }
}

fn send<'a>(view: &'a Fill<'_>) -> &'a str {
    view.opened.form.submit.as_deref().unwrap_or("Send")
}

fn buttons(view: &Fill<'_>) -> Markup {
    html! {
        @if !view.last() {
            (Button::primary("Next").value("go", "next"))
        } @else if view.may_send() {
            (Button::primary(send(view)).value("go", "send"))
        }
        @if view.page > 0 { (Button::quiet("Back").value("go", "back")) }
        @if view.may_send() { (Button::quiet("Save for later").value("go", "later")) }
    }
}

/// The questions of the page. Those on which others depend have the page drawn anew when they are answered.
pub fn questions(view: &Fill<'_>) -> Markup {
    let form = &view.opened.form;
    let decisive = |name: &str| {
        let on_page = form.pages[view.page].fields.iter();
        on_page.filter_map(|field| field.when.as_ref()).any(|when| when.field == name)
    };
    html! {
        div id=(QUESTIONS) class="form" {
            @for field in asked_on(form, view.page, view.sent).filter(|field| field.kind != FieldKind::File) {
                input type="hidden" name="asked" value=(field.name);
                @if decisive(&field.name) {
                    div hx-post=(places::form(view.opened.row.id)) hx-trigger="change" hx-include="closest form"
                        hx-vals=r#"{"go": "look"}"# hx-target={ "#" (QUESTIONS) } hx-swap="outerMorph" {
                        (question(field, view.sent, view.errors))
                    }
                } @else {
                    (question(field, view.sent, view.errors))
                }
            }
            @if let Some(field) = view.takes_files() { input type="hidden" name="asked" value=(field.name); }
        }
    }
}

fn file(view: &Fill<'_>, field: &Field) -> Markup {
    let own = view.errors.at("files").or(view.errors.at(&field.name));
    let most = field.max.map_or(MOST_FILES, |most| most.max(1.0) as usize);
    let name = format!("{INPUT}{}", field.name);
    files::field_for(&name, &field.label, (most.min(MOST_FILES), view.limit), files::problem(own, false))
}
