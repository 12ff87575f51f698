use maud::{Markup, html};

use super::{merged, sent_by, status};
use crate::access::Page;
use crate::entity::words::{RequestKind, RequestStatus};
use crate::features::requests::categories;
use crate::features::requests::service::{Counts, Filter, ListedForClient};
use crate::web::components::{
    Button, Filters, Heading, Icon, Row, Select, Tab, Times, empty_state, pager, panel, results, rows, tabs,
};
use crate::web::places;

pub const TITLE: &str = "Requests";

/// The workspace's requests.
pub fn list(page: &Page<ListedForClient>, counts: &Counts, filter: &Filter, times: Times) -> Markup {
    let kind = filter.kind.map_or("", RequestKind::as_str);
    let mine = if filter.mine { "true" } else { "" };
    let status_word = status_word(filter);
    html! {
        (Heading::new(TITLE).action(html! { (Button::primary("New request").link(places::NEW_REQUEST).icon(Icon::Plus)) }))
        (Filters::new(places::REQUESTS, "requests")
            .search("q", "Search requests", &filter.words)
            .select(Select::new("kind", "Kind").quiet_label().option("", "Jobs and support").option("job", "Jobs").option("support", "Support").selected(kind))
            .select(Select::new("mine", "From").quiet_label().option("", "From everyone").option("true", "From me").selected(mine))
            .keep("status", status_word))
        (results("requests", "requests", html! {
            (status_tabs(counts, filter))
            @if page.items.is_empty() {
                (empty(counts, filter))
            } @else {
                (panel(request_rows(page, times)))
                (pager("request-rows", page.next.as_ref().map(|cursor| link(filter, status_word, Some(&cursor.to_string()))).as_deref()))
            }
        }))
    }
}

fn status_word(filter: &Filter) -> &'static str {
    filter.status.map_or("all", RequestStatus::as_str)
}

fn status_tabs(counts: &Counts, filter: &Filter) -> Markup {
    let count = |number: i64| Some(u64::try_from(number).unwrap_or_default());
    let [open, closed, all] = ["open", "closed", "all"].map(|status| link(filter, status, None));
    let current = status_word(filter);
    tabs(
        "Requests by status",
        &[
            Tab { label: "Open", href: &open, count: count(counts.open), current: current == "open" },
            Tab { label: "Closed", href: &closed, count: count(counts.closed), current: current == "closed" },
            Tab { label: "All", href: &all, count: count(counts.open + counts.closed), current: current == "all" },
        ],
    )
}

/// This list under another status, or further down.
fn link(filter: &Filter, status: &str, cursor: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("status", status);
    for (name, value) in [
        ("q", filter.words.as_str()),
        ("kind", filter.kind.map_or("", RequestKind::as_str)),
        ("mine", if filter.mine { "true" } else { "" }),
        ("cursor", cursor.unwrap_or_default()),
    ] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    if let Some(project) = filter.project {
        query.append_pair("project", &project.to_string());
    }
    format!("{}?{}", places::REQUESTS, query.finish())
}

fn request_rows(page: &Page<ListedForClient>, times: Times) -> Markup {
    let hrefs: Vec<String> = page.items.iter().map(|item| places::request(item.id)).collect();
    rows(
        "request-rows",
        page.items.iter().zip(&hrefs).map(|(item, href)| {
            Row::new(&item.subject)
                .href(href)
                .meta(html! {
                    span { "#" (item.number) }
                    span { (categories::kind_label(item.kind)) " · " (categories::label(item.kind, &item.category)) }
                    span { (sent_by(item.opened_by_name.as_deref(), &item.author_name)) }
                    @if let Some(project) = &item.project { span { (project.name) } }
                    span { (times.relative(item.last_message_at)) }
                })
                .aside(if item.merged_at.is_some() { merged() } else { status(item.stage) })
        }),
    )
}

fn empty(counts: &Counts, filter: &Filter) -> Markup {
    let narrowed = !filter.words.is_empty() || filter.kind.is_some() || filter.mine || filter.project.is_some();
    if narrowed {
        let clear = html! { (Button::quiet("Clear the filters").link(places::REQUESTS)) };
        return empty_state(
            Icon::Search,
            "Nothing matches",
            "Try other words, or look among all requests.",
            Some(clear),
        );
    }
    if counts.open + counts.closed == 0 {
        let ask = html! { (Button::primary("Send the first request").link(places::NEW_REQUEST)) };
        return empty_state(
            Icon::Requests,
            "No requests yet",
            "Ask for new work or report a problem. The team answers here, and nothing gets lost in a mailbox.",
            Some(ask),
        );
    }
    empty_state(
        Icon::Check,
        "Nothing open",
        "Everything you asked for is done. Closed requests are one tab away.",
        None,
    )
}
