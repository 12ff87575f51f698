use std::collections::HashSet;

use maud::{Markup, html};

use crate::access::Page;
use crate::entity::form;
use crate::features::forms::service::Awaited;
use crate::ids::FormId;
use crate::web::components::{
    Heading, Icon, Row, Times, Tone, Waiting, badge, empty_state, pager, panel, results, rows, section, waiting,
};
use crate::web::places;

pub const TITLE: &str = "Forms";
const ROWS: &str = "form-rows";

/// What the reader has to do with the forms.
pub struct Mine<'a> {
    /// Those for which something waits.
    pub awaited: &'a [Awaited],
    /// Those that the reader has left half done.
    pub begun: &'a HashSet<FormId>,
    /// Whether the reader may decide on work.
    pub decides: bool,
}

/// The workspace's forms, those first for which something waits. One that decides something asks nothing of a reader who
/// may not decide on work.
pub fn list(page: &Page<form::Model>, mine: &Mine<'_>, times: Times) -> Markup {
    let (own, others): (Vec<_>, Vec<_>) = mine.awaited.iter().partition(|item| mine.decides || !item.form.decides);
    html! {
        (Heading::new(TITLE))
        (results("forms", "forms", html! {
            @if page.items.is_empty() {
                (empty_state(
                    Icon::Forms,
                    "No forms",
                    "When the team needs something from you, such as details or a go-ahead, the form for it is here.",
                    None,
                ))
            } @else {
                @if !own.is_empty() {
                    (section("Needs you", None, needed(&own, times)))
                }
                (section("All forms", None, panel(all(page, &others, mine.begun, times))))
                (pager(ROWS, page.next.as_ref().map(|cursor| format!("{}?cursor={cursor}", places::FORMS)).as_deref()))
            }
        }))
    }
}

fn needed(awaited: &[&Awaited], times: Times) -> Markup {
    let hrefs: Vec<String> = awaited.iter().map(|item| places::form(item.form.id)).collect();
    waiting(awaited.iter().zip(&hrefs).map(|(item, href)| Waiting {
        verb: "Fill in",
        href,
        title: &item.form.title,
        context: html! { "A workflow goes on once you have sent it" },
        since: times.span(item.waits_since.unwrap_or(times.now)),
    }))
}

fn all(page: &Page<form::Model>, others: &[&Awaited], begun: &HashSet<FormId>, times: Times) -> Markup {
    let hrefs: Vec<String> = page.items.iter().map(|form| places::form(form.id)).collect();
    rows(
        ROWS,
        page.items.iter().zip(&hrefs).map(|(form, href)| {
            let row = Row::new(&form.title).href(href).meta(html! {
                @match form.last_submitted_at {
                    Some(at) => span { "Last sent " (times.relative(at)) },
                    None => span { "Not sent yet" },
                }
                @if others.iter().any(|item| item.form.id == form.id) {
                    span { "Waiting for someone who may approve" }
                }
            });
            if begun.contains(&form.id) { row.aside(badge(Tone::Neutral, "Half done")) } else { row }
        }),
    )
}
