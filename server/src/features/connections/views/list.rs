use maud::{Markup, html};

use super::words;
use crate::entity::connection::Model;
use crate::web::components::{Heading, Icon, Row, Times, empty_state, panel, results, rows};
use crate::web::places;

pub const TITLE: &str = "Connections";

/// The workspace's accounts, and how they do.
pub fn list(all: &[Model], times: Times) -> Markup {
    let hrefs: Vec<String> = all.iter().map(|row| places::connection(row.id)).collect();
    html! {
        (Heading::new(TITLE).below(html! { "Your accounts at other services, for what is done with them on your behalf" }))
        (results("connections", "connections", html! {
            @if all.is_empty() {
                (panel(empty_state(Icon::Connections, "Nothing to connect", "When the team needs access to an account of yours, it stands here.", None)))
            } @else {
                // A page that leads out has a policy of its own, which only a page that is loaded whole brings along.
                div hx-boost:inherited="false" { (panel(rows("connection-rows", all.iter().zip(&hrefs).map(|(row, href)| {
                    Row::new(&row.name).href(href).lead(html! { (Icon::Connections) }).meta(meta(row, times)).aside(words::health(row))
                })))) }
            }
        }))
    }
}

fn meta(row: &Model, times: Times) -> Markup {
    html! {
        @if let Some(account) = &row.account { span { (account) } }
        @match (&row.connected_by, row.connected_at) {
            (Some(by), Some(at)) => span { "connected by " (by) ", " (times.relative(at)) },
            _ => span { "asked for " (times.relative(row.created_at)) },
        }
    }
}
