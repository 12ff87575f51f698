use maud::{Markup, html};

use super::words::Outcome;
use crate::entity::words::ConnectionKind;
use crate::error::FieldErrors;
use crate::features::connections::service::requests::{Asked, Whole};
use crate::ids::ConnectionId;
use crate::web::components::{Button, Field, Icon, Tone, actions, badge, progress};

pub const TITLE: &str = "Connect your accounts";
pub const SPENT: &str = "This link does not work";

/// What the holder of a link is asked for.
pub struct Asking<'a> {
    pub agency: &'a str,
    pub whole: &'a Whole,
    pub path: &'a str,
    pub outcome: Option<Outcome>,
    /// At which of them something was wrong.
    pub at: Option<(ConnectionId, &'a FieldErrors)>,
}

/// The page behind a credential request's link.
pub fn asked(view: &Asking<'_>) -> Markup {
    let Whole { row, items, .. } = view.whole;
    let done = items.iter().filter(|asked| asked.item.provided_at.is_some()).count();
    html! {
        h1 { (TITLE) }
        @if let Some(outcome) = view.outcome { (outcome.banner()) }
        @if done == items.len() {
            p { "Everything is connected. Thank you; you can close this page." }
        } @else {
            p { strong { (row.author_name) } " of " (view.agency) " asks you to connect these, for what is done for you." }
            @if !row.message.is_empty() { p { (row.message) } }
        }
        (progress(done as u64, items.len() as u64, "connected"))
        @for asked in items {
            section class="section" {
                div class="section-head" {
                    h2 { (asked.connection.name) }
                    @if asked.item.provided_at.is_some() { (badge(Tone::Positive, "Connected")) }
                }
                @if asked.item.provided_at.is_none() { (one(view, asked)) }
            }
        }
    }
}

fn one(view: &Asking<'_>, asked: &Asked) -> Markup {
    let id = asked.connection.id;
    let error = view.at.filter(|(at, _)| *at == id).and_then(|(_, errors)| errors.at("api_key"));
    let hidden = html! { input type="hidden" name="connection_id" value=(id); };
    match asked.connection.kind {
        ConnectionKind::OAuth => html! {
            form class="form" method="post" action={ (view.path) "/start" } {
                (hidden)
                p class="muted" { "You sign in at the provider itself. Your password stays there." }
                (actions(html! { (Button::primary(&format!("Connect {}", asked.connection.name)).icon(Icon::ArrowRight).wide()) }))
            }
        },
        ConnectionKind::ApiKey => html! {
            form class="form" method="post" action={ (view.path) "/key" } novalidate {
                (hidden)
                (Field::password("api_key", "Key").id(&format!("key-{id}")).required().autocomplete("off").error(error)
                    .help("It is tried, stored encrypted, and never shown again."))
                (actions(html! { (Button::primary(&format!("Connect {}", asked.connection.name)).wide()) }))
            }
        },
    }
}

/// What is said behind a link that does not work, whatever the reason.
pub fn spent(agency: &str) -> Markup {
    html! {
        h1 { (SPENT) }
        p { "Each link works for seven days, and once for each account. Ask " (agency) " to send you a new one." }
    }
}

/// What is said to somebody who comes back from a provider and is not waited for.
pub fn lost() -> Markup {
    html! {
        h1 { (super::LOST) }
        p { "Nothing has changed. You may have been away for more than ten minutes, or come back twice, or in another browser." }
        p { "Go back to where you began, and connect the account once more." }
    }
}
