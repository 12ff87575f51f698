use std::collections::BTreeSet;

use maud::{Markup, html};

use super::words::{status, turn};
use crate::access::Page;
use crate::entity::approval;
use crate::entity::words::WaitsOn;
use crate::features::approvals::service::{Filter, Listed};
use crate::ids::ApprovalId;
use crate::web::components::{Heading, Icon, Row, Tab, Times, empty_state, pager, panel, results, rows, section, tabs};
use crate::web::places;

pub const TITLE: &str = "Approvals";

/// The workspace's approvals; `mine` are those that wait for the reader.
pub fn list(
    page: &Page<Listed>,
    counts: [i64; 3],
    filter: Filter,
    mine: &BTreeSet<ApprovalId>,
    times: Times,
) -> Markup {
    html! {
        (Heading::new(TITLE))
        (results("approvals", "approvals", html! {
            (filter_tabs(counts, filter))
            @if page.items.is_empty() {
                (empty(counts, filter))
            } @else if filter == Filter::Open {
                @let (own, rest): (Vec<&Listed>, Vec<&Listed>) =
                    page.items.iter().partition(|item| mine.contains(&item.approval.id));
                @let (waiting, rest): (Vec<&Listed>, Vec<&Listed>) =
                    rest.into_iter().partition(|item| item.approval.waits_on == WaitsOn::Client);
                @for (title, id, items) in [
                    ("Needs you", "needs-you", own), ("Waiting for colleagues", "waiting", waiting), ("With the team", "with-team", rest),
                ] {
                    @if !items.is_empty() { (section(title, None, part(id, &items, mine, times))) }
                }
            } @else {
                @let all: Vec<&Listed> = page.items.iter().collect();
                (part("approval-rows", &all, mine, times))
                (pager("approval-rows", page.next.as_ref().map(|cursor| link(filter, Some(&cursor.to_string()))).as_deref()))
            }
        }))
    }
}

fn part(id: &str, items: &[&Listed], mine: &BTreeSet<ApprovalId>, times: Times) -> Markup {
    let hrefs: Vec<String> = items.iter().map(|item| places::approval(item.approval.id)).collect();
    panel(rows(
        id,
        items.iter().zip(&hrefs).map(|(item, href)| {
            let project = item.project.as_ref().map(|project| project.name.as_str());
            row(&item.approval, href, project, mine, times)
        }),
    ))
}

fn row<'a>(
    approval: &'a approval::Model,
    href: &'a str,
    project: Option<&str>,
    mine: &BTreeSet<ApprovalId>,
    times: Times,
) -> Row<'a> {
    Row::new(&approval.title)
        .href(href)
        .meta(html! {
            span { "#" (approval.number) }
            @if let Some(project) = project { span { (project) } }
            span { (turn(approval, mine.contains(&approval.id), times)) }
            @if approval.waits_on != WaitsOn::Nobody {
                @if let Some(due) = approval.due_at { span { (times.due(times.local_day(due))) } }
            }
        })
        .aside(status(approval.status))
}

/// A project's approvals, for its page; nothing where it has none.
pub fn of_project(approvals: &[approval::Model], mine: &BTreeSet<ApprovalId>, times: Times) -> Markup {
    let hrefs: Vec<String> = approvals.iter().map(|approval| places::approval(approval.id)).collect();
    let all = html! { a href=(places::APPROVALS) { "All approvals" } };
    html! {
        @if !approvals.is_empty() {
            (section("Approvals", Some(all), panel(rows(
                "project-approval-rows",
                approvals.iter().zip(&hrefs).map(|(approval, href)| row(approval, href, None, mine, times)),
            ))))
        }
    }
}

const fn word(filter: Filter) -> &'static str {
    match filter {
        Filter::Open => "open",
        Filter::Approved => "approved",
        Filter::All => "all",
    }
}

fn link(filter: Filter, cursor: Option<&str>) -> String {
    let cursor = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
    format!("{}?show={}{cursor}", places::APPROVALS, word(filter))
}

fn filter_tabs([open, approved, all]: [i64; 3], current: Filter) -> Markup {
    let links = [Filter::Open, Filter::Approved, Filter::All].map(|filter| link(filter, None));
    let tab = |label, href, count: i64, filter| Tab {
        label,
        href,
        count: Some(count.max(0).unsigned_abs()),
        current: current == filter,
    };
    tabs(
        "Approvals by status",
        &[
            tab("Open", &links[0], open, Filter::Open),
            tab("Approved", &links[1], approved, Filter::Approved),
            tab("All", &links[2], all, Filter::All),
        ],
    )
}

fn empty([_, _, all]: [i64; 3], filter: Filter) -> Markup {
    let (title, text) = match filter {
        _ if all == 0 => (
            "Nothing to approve yet",
            "When the team has something to show you, it stands here: look at it, comment on it and decide.",
        ),
        Filter::Approved => ("Nothing approved yet", "What you approve stands here, with its whole history."),
        Filter::Open | Filter::All => ("Nothing waits", "Everything is decided. What you approved is one tab away."),
    };
    panel(empty_state(Icon::Approvals, title, text, None))
}
