use maud::{Markup, html};
use serde_json::Value;

use crate::access::Page;
use crate::entity::{form, form_submission};
use crate::features::files;
use crate::features::forms::schema::{Field, FieldKind};
use crate::features::forms::service::Submitted;
use crate::web::components::{
    Button, Heading, Icon, Row, Times, Tone, badge, banner, empty_state, facts, pager, panel, prose, rows,
};
use crate::web::{markdown, places};

const ROWS: &str = "submission-rows";

/// What was sent of a form, and by whom.
pub fn history(form: &form::Model, page: &Page<form_submission::Model>, times: Times) -> Markup {
    let here = places::form_submissions(form.id);
    let hrefs: Vec<String> = page.items.iter().map(|row| places::form_submission(form.id, row.id)).collect();
    html! {
        (Heading::new(&form.title).below(html! { p { "What was sent, the latest first." } }))
        @if page.items.is_empty() {
            (empty_state(Icon::Forms, "Nothing was sent yet", "What you and your colleagues send stays here.", None))
        } @else {
            (panel(rows(ROWS, page.items.iter().zip(&hrefs).map(|(row, href)| {
                Row::new(&row.author_name).href(href).meta(html! { span { (times.exact(row.created_at)) } })
            }))))
            (pager(ROWS, page.next.as_ref().map(|cursor| format!("{here}?cursor={cursor}")).as_deref()))
        }
    }
}

/// What was sent once.
pub fn submission(form: &form::Model, sent: &Submitted, just_now: bool, times: Times) -> Markup {
    let answers: serde_json::Map<String, Value> = serde_json::from_str(&sent.row.answers).unwrap_or_default();
    let again = places::form(form.id);
    let shown: Vec<(&str, Markup)> = sent
        .form
        .fields()
        .filter_map(|field| Some((field.label.as_str(), answer(field, answers.get(&field.name)?, sent))))
        .collect();
    html! {
        (Heading::new(&form.title).below(html! {
            p { "Sent by " (sent.row.author_name) ", " (times.exact(sent.row.created_at)) }
        }))
        @if just_now {
            (banner(Tone::Positive, "It is sent", html! {
                @if sent.form.thanks.is_empty() { p { "The team has it now." } }
                @else { (prose(markdown::html(&sent.form.thanks))) }
            }))
        }
        (panel(html! {
            @if shown.is_empty() { p class="muted" { "Nothing was filled in." } } @else { (facts(&shown)) }
        }))
        div class="actions" { (Button::quiet("Fill in again").link(&again)) }
    }
}

fn answer(field: &Field, value: &Value, sent: &Submitted) -> Markup {
    match field.kind {
        FieldKind::File => files::attached(&sent.files, sent.row.id.into()),
        FieldKind::YesNo => html! { @if value == &Value::Bool(true) { "Yes" } @else { "No" } },
        FieldKind::Choices => {
            let chosen: Vec<&str> = value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            html! { (chosen.join(", ")) }
        }
        FieldKind::LongText => html! { span class="kept-lines" { (value.as_str().unwrap_or_default()) } },
        FieldKind::Approval => html! {
            @if value["decision"] == "approved" { (badge(Tone::Positive, "Approved")) }
            @else { (badge(Tone::Negative, "Declined")) " " span class="kept-lines" { (value["reason"].as_str().unwrap_or_default()) } }
        },
        _ => html! { @match value.as_str() { Some(text) => (text), None => (value.to_string()) } },
    }
}
