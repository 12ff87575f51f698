use maud::{Markup, html};

use crate::access::Page;
use crate::entity::client_notification::Model;
use crate::entity::words::ActivityKind;
use crate::web::components::{
    Button, Happening, Heading, Icon, Row, Times, empty_state, pager, panel, post, results, rows, timeline,
};
use crate::web::places;

pub const TITLE: &str = "Notifications";

/// All notifications, a page of them.
pub fn list(page: &Page<Model>, times: Times, token: &str) -> Markup {
    let unread = page.items.iter().any(|row| row.read_at.is_none());
    let heading = Heading::new(TITLE);
    let heading = if unread {
        heading.action(post("/portal/notifications/read", token, Button::quiet("Mark all as read").icon(Icon::Check)))
    } else {
        heading
    };
    let next = page.next.as_ref().map(|cursor| format!("{}?cursor={cursor}", places::NOTIFICATIONS));
    html! {
        (heading)
        (results("notifications", "notifications", html! {
            @if page.items.is_empty() {
                (empty_state(Icon::Bell, "Nothing new", "When the team answers, finishes or asks something, it says so here.", None))
            } @else {
                (panel(html! { (notification_rows("notification-rows", &page.items, times)) }))
                (pager("notification-rows", next.as_deref()))
            }
        }))
    }
}

/// Notifications as rows.
fn notification_rows(id: &str, items: &[Model], times: Times) -> Markup {
    let hrefs: Vec<Option<String>> = items.iter().map(href).collect();
    rows(
        id,
        items.iter().zip(&hrefs).map(|(item, href)| {
            let row = Row::new(&item.title)
                .lead(html! { (icon(item.kind)) })
                .aside(times.relative(item.created_at))
                .unread(item.read_at.is_none());
            match href {
                Some(href) => row.href(href),
                None => row,
            }
        }),
    )
}

/// The latest notifications, for a narrow place.
pub fn latest(items: &[Model], times: Times) -> Markup {
    timeline(items.iter().map(|item| Happening {
        icon: icon(item.kind),
        text: match href(item) {
            Some(href) => html! { a href=(href) { (item.title) } },
            None => html! { (item.title) },
        },
        at: times.relative(item.created_at),
    }))
}

fn href(item: &Model) -> Option<String> {
    match (item.request_id, item.project_id) {
        (Some(request), _) => Some(places::request(request)),
        (None, Some(project)) => Some(places::project(project)),
        (None, None) => None,
    }
}

fn icon(kind: ActivityKind) -> Icon {
    match kind {
        ActivityKind::RequestCreated | ActivityKind::RequestReplied | ActivityKind::ProjectCommented => Icon::Message,
        ActivityKind::RequestClosed
        | ActivityKind::MilestoneCompleted
        | ActivityKind::TaskDone
        | ActivityKind::ProjectCompleted => Icon::Check,
        ActivityKind::RequestReopened => Icon::Refresh,
        _ => Icon::Bell,
    }
}
