use maud::{Markup, html};

use super::service::Found;
use super::snippet::snippet;
use crate::text::counted;
use crate::web::components::{Filters, Heading, Icon, Row, empty_state, found, panel, results, rows};
use crate::web::places;

pub const TITLE: &str = "Search";

/// What holds the words that somebody looked for.
pub fn show(words: &str, hits: &[Found]) -> Markup {
    html! {
        (Heading::new(TITLE))
        (Filters::new(places::SEARCH, "found").search("q", "Search requests and projects", words))
        (results("found", "", html! {
            @if words.is_empty() {
                (empty_state(Icon::Search, "What are you looking for?", "Words of a request, of a message, or of a project.", None))
            } @else if hits.is_empty() {
                (empty_state(Icon::Search, "Nothing found", "Try fewer words, or only how a word begins.", None))
            } @else {
                (found(&counted(hits.len(), "result")))
                (panel(listed(words, hits)))
            }
        }))
    }
}

fn listed(words: &str, hits: &[Found]) -> Markup {
    let hrefs: Vec<String> = hits.iter().map(address).collect();
    rows(
        "results",
        hits.iter().zip(&hrefs).map(|(hit, href)| {
            let (icon, kind) = match hit.kind.as_str() {
                "project" => (Icon::Projects, "Project"),
                "message" => (Icon::Message, "Message"),
                _ => (Icon::Requests, "Request"),
            };
            let title = hit.subject.as_deref().unwrap_or(&hit.title);
            let number = hit.number.map(|number| format!("#{number}"));
            Row::new(title).href(href).lead(html! { (icon) }).meta(html! {
                span { (kind) }
                @if let Some(number) = number { span { (number) } }
                @if hit.kind != "request" && !hit.body.is_empty() {
                    span class="row-quote" {
                        @for part in snippet(&hit.body, words) {
                            @if part.hit { mark { (part.text) } } @else { (part.text) }
                        }
                    }
                }
            })
        }),
    )
}

fn address(hit: &Found) -> String {
    match hit.request_id {
        Some(request) if hit.kind == "message" => format!("{}#message-{}", places::request(request), hit.thing_id),
        Some(request) => places::request(request),
        None => places::project(hit.thing_id.into()),
    }
}
