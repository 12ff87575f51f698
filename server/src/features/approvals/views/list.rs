use std::collections::BTreeSet;

use maud::{Markup, html};

use super::words::{standing, turn};
use crate::access::Page;
use crate::entity::approval;
use crate::entity::words::WaitsOn;
use crate::features::approvals::service::{Filter, Listed, Turn};
use crate::ids::ApprovalId;
use crate::web::components::{Heading, Icon, Row, Tab, Times, empty_state, pager, panel, results, rows, section, tabs};
use crate::web::places;

pub const TITLE: &str = "Approvals";

/// Which of the approvals in a list wait for the reader, and which stand at a step of which nothing was sent yet.
#[derive(Clone, Copy)]
pub struct Whose<'a> {
    pub mine: &'a BTreeSet<ApprovalId>,
    pub unsent: &'a BTreeSet<ApprovalId>,
}

/// What waits for somebody, in the order of [`Turn::ALL`].
pub fn open(parts: &[Page<Listed>; 3], counts: [i64; 3], unsent: &BTreeSet<ApprovalId>, times: Times) -> Markup {
    let mine: BTreeSet<ApprovalId> = parts[0].items.iter().map(|item| item.approval.id).collect();
    let whose = Whose { mine: &mine, unsent };
    framed(
        counts,
        Filter::Open,
        html! {
            @if parts.iter().all(|part| part.items.is_empty()) { (empty(counts, Filter::Open)) }
            @for (turn, page) in Turn::ALL.into_iter().zip(parts).filter(|(_, page)| !page.items.is_empty()) {
                @let (id, title) = named(turn);
                @let next = page.next.as_ref().map(|cursor| format!("{}&turn={id}&cursor={cursor}", link(Filter::Open, None)));
                (section(title, None, html! { (part(&format!("{id}-rows"), page, whose, times)) (pager(&format!("{id}-rows"), next.as_deref())) }))
            }
        },
    )
}

/// The turn that an address names.
pub fn turn_named(word: &str) -> Option<Turn> {
    Turn::ALL.into_iter().find(|turn| named(*turn).0 == word)
}

/// A turn as an address and as people say it.
const fn named(turn: Turn) -> (&'static str, &'static str) {
    match turn {
        Turn::Mine => ("needs-you", "Needs you"),
        Turn::Colleagues => ("waiting", "Waiting for colleagues"),
        Turn::Team => ("with-team", "With the team"),
    }
}

/// The workspace's approvals, the latest first.
pub fn list(page: &Page<Listed>, counts: [i64; 3], filter: Filter, whose: Whose<'_>, times: Times) -> Markup {
    let next = page.next.as_ref().map(|cursor| link(filter, Some(&cursor.to_string())));
    framed(
        counts,
        filter,
        html! {
            @if page.items.is_empty() {
                (empty(counts, filter))
            } @else {
                (part("approval-rows", page, whose, times))
                (pager("approval-rows", next.as_deref()))
            }
        },
    )
}

fn framed(counts: [i64; 3], filter: Filter, body: Markup) -> Markup {
    html! {
        (Heading::new(TITLE))
        (results("approvals", "approvals", html! { (filter_tabs(counts, filter)) (body) }))
    }
}

fn part(id: &str, page: &Page<Listed>, whose: Whose<'_>, times: Times) -> Markup {
    let hrefs: Vec<String> = page.items.iter().map(|item| places::approval(item.approval.id)).collect();
    panel(rows(
        id,
        page.items.iter().zip(&hrefs).map(|(item, href)| {
            let project = item.project.as_ref().map(|project| project.name.as_str());
            row(&item.approval, href, project, whose, times)
        }),
    ))
}

fn row<'a>(
    approval: &'a approval::Model,
    href: &'a str,
    project: Option<&str>,
    whose: Whose<'_>,
    times: Times,
) -> Row<'a> {
    Row::new(&approval.title)
        .href(href)
        .meta(html! {
            span { "#" (approval.number) }
            @if let Some(project) = project { span { (project) } }
            span { (turn(approval, whose.mine.contains(&approval.id), times)) }
            @if approval.waits_on != WaitsOn::Nobody {
                @if let Some(due) = approval.due_at { span { (times.due(times.local_day(due))) } }
            }
        })
        .aside(standing(approval, whose.unsent.contains(&approval.id)))
}

/// A project's approvals, for its page; nothing where it has none.
pub fn of_project(approvals: &[approval::Model], whose: Whose<'_>, times: Times) -> Markup {
    let hrefs: Vec<String> = approvals.iter().map(|approval| places::approval(approval.id)).collect();
    let all = html! { a href=(places::APPROVALS) { "All approvals" } };
    html! {
        @if !approvals.is_empty() {
            (section("Approvals", Some(all), panel(rows(
                "project-approval-rows",
                approvals.iter().zip(&hrefs).map(|(approval, href)| row(approval, href, None, whose, times)),
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
