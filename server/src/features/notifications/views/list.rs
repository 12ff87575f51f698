use chrono::NaiveDate;
use maud::{Markup, html};

use crate::access::Page;
use crate::entity::client_notification::Model;
use crate::entity::words::ClientNews;
use crate::features::notifications::catalogue;
use crate::web::components::token as token_field;
use crate::web::components::{
    Button, Happening, Heading, Icon, Row, Tab, Times, empty_state, pager, panel, post, results, rows, tabs, timeline,
};
use crate::web::places;

pub const TITLE: &str = "Notifications";
const ROWS: &str = "notification-days";

/// What stands on the page.
pub struct Shown<'a> {
    pub page: &'a Page<Model>,
    pub unread_only: bool,
    /// How many there are that were not seen.
    pub unread: u64,
    /// The day with which the page before ended.
    pub goes_on: Option<NaiveDate>,
}

/// A page of notifications, day by day.
pub fn list(shown: &Shown<'_>, times: Times, token: &str) -> Markup {
    let settings = Button::quiet("Mails").icon(Icon::Mail).link(places::NOTIFICATION_SETTINGS);
    let all = (shown.unread > 0)
        .then(|| post("/portal/notifications/read", token, Button::quiet("Mark all as read").icon(Icon::Check)));
    let filter = [
        Tab { label: "All", href: places::NOTIFICATIONS, count: None, current: !shown.unread_only },
        Tab {
            label: "Unread",
            href: "/portal/notifications?show=unread",
            count: Some(shown.unread),
            current: shown.unread_only,
        },
    ];
    html! {
        (Heading::new(TITLE).action(html! { @if let Some(all) = all { (all) } (settings) }))
        (results("notifications", "notifications", html! {
            (tabs("Which notifications", &filter))
            @if shown.page.items.is_empty() {
                (nothing(shown.unread_only))
            } @else {
                div class="days" id=(ROWS) { (days(shown, times, token)) }
                (pager(ROWS, next(shown, times).as_deref()))
            }
        }))
    }
}

fn nothing(unread_only: bool) -> Markup {
    let (title, text) = if unread_only {
        ("All read", "Nothing is waiting to be read.")
    } else {
        ("Nothing new", "When the team answers, finishes or asks something, it says so here.")
    };
    empty_state(Icon::Bell, title, text, None)
}

/// The next page, which is told with which day this one ended.
fn next(shown: &Shown<'_>, times: Times) -> Option<String> {
    let (cursor, last) = (shown.page.next.as_ref()?, shown.page.items.last()?);
    let show = if shown.unread_only { "&show=unread" } else { "" };
    Some(format!("{}?cursor={cursor}&day={}{show}", places::NOTIFICATIONS, times.local_day(last.created_at)))
}

fn days(shown: &Shown<'_>, times: Times, token: &str) -> Markup {
    let items = &shown.page.items;
    html! {
        @for day in items.chunk_by(|a, b| times.local_day(a.created_at) == times.local_day(b.created_at)) {
            @if let Some(first) = day.first() {
                @let date = times.local_day(first.created_at);
                section class="day" {
                    h2 class="day-name" {
                        (times.past_day(date))
                        @if shown.goes_on == Some(date) { ", continued" }
                    }
                    (panel(notification_rows(&format!("day-{date}"), day, shown.unread_only, times, token)))
                }
            }
        }
    }
}

fn notification_rows(id: &str, items: &[Model], unread_only: bool, times: Times, token: &str) -> Markup {
    let hrefs: Vec<Option<String>> = items.iter().map(href).collect();
    rows(
        id,
        items.iter().zip(&hrefs).map(|(item, href)| {
            let unread = item.read_at.is_none();
            let row = Row::new(&item.title)
                .lead(html! { (catalogue::client(item.kind).icon) })
                .aside(html! {
                    (times.clock(item.created_at))
                    @if unread { (seen(item, unread_only, token)) }
                })
                .unread(unread);
            match href {
                Some(href) => row.href(href),
                None => row,
            }
        }),
    )
}

/// The button that marks one as read.
fn seen(item: &Model, unread_only: bool, token: &str) -> Markup {
    html! {
        form class="post" method="post" action={ "/portal/notifications/" (item.id) "/read" } {
            (token_field(token))
            @if unread_only { input type="hidden" name="show" value="unread"; }
            button class="row-action" type="submit" aria-label={ "Mark as read: " (item.title) } title="Mark as read" {
                (Icon::Check)
            }
        }
    }
}

/// The latest notifications, for a narrow place.
pub fn latest(items: &[Model], times: Times) -> Markup {
    timeline(items.iter().map(|item| Happening {
        icon: catalogue::client(item.kind).icon,
        text: match href(item) {
            Some(href) => html! { a href=(href) { (item.title) } },
            None => html! { (item.title) },
        },
        at: times.relative(item.created_at),
    }))
}

fn href(item: &Model) -> Option<String> {
    let first = item.invoice_id.map(places::invoice).or_else(|| item.approval_id.map(places::approval));
    let work = first.or_else(|| item.request_id.map(places::request));
    let work = work.or_else(|| item.project_id.map(places::project)).or_else(|| item.form_id.map(places::form));
    let work = work.or_else(|| item.workflow_id.zip(item.run_id).map(|(workflow, run)| places::run(workflow, run)));
    let list = match item.kind {
        ClientNews::ConnectionAsked | ClientNews::ConnectionLost => Some(places::CONNECTIONS),
        ClientNews::FilesDelivered => Some(places::FILES),
        _ => None,
    };
    list.map(str::to_owned).or(work)
}
