use maud::{Markup, html};

use super::words::{self, Outcome};
use crate::entity::connection::Model;
use crate::entity::words::{ConnectionHealth, ConnectionKind};
use crate::error::FieldErrors;
use crate::web::components::{
    Button, Field, Heading, Icon, Times, actions, columns, facts, form, panel, results, section, token,
};
use crate::web::places;

/// What the page shows.
pub struct Shown<'a> {
    pub row: &'a Model,
    pub outcome: Option<Outcome>,
    pub times: Times,
    pub token: &'a str,
}

/// A connection: how it does, and the form that mends it.
pub fn show(view: &Shown<'_>, errors: &FieldErrors) -> Markup {
    let row = view.row;
    html! {
        (Heading::new(&row.name).below(words::health(row)))
        @if let Some(outcome) = view.outcome { (outcome.banner()) }
        (columns(
            html! {
                (results("connection-state", "connections", html! { p { (words::meaning(row)) } }))
                (section(if row.connected_at.is_some() { "Connect again" } else { "Connect" }, None, panel(html! {
                    @match row.kind {
                        ConnectionKind::OAuth => (at_provider(view)),
                        ConnectionKind::ApiKey => (by_key(view, errors)),
                    }
                })))
                @if row.connected_at.is_some() { (section("Disconnect", None, panel(disconnect(view)))) }
            },
            section("About it", None, results("connection-facts", "connections", about(view))),
        ))
    }
}

fn path(row: &Model, what: &str) -> String {
    format!("{}/{what}", places::connection(row.id))
}

fn at_provider(view: &Shown<'_>) -> Markup {
    let row = view.row;
    let urgent = row.connected_at.is_none() || row.health != ConnectionHealth::Healthy;
    let label = if row.connected_at.is_some() { "Reauthorize" } else { "Connect" };
    let button = if urgent { Button::primary(label) } else { Button::quiet(label) };
    html! {
        // The way leads out, where no script may follow.
        form class="form" method="post" action=(path(row, "connect")) hx-boost="false" {
            (token(view.token))
            p { "You sign in at the provider itself and say what may be done. Your password stays there." }
            @if row.connected_at.is_some() && row.health != ConnectionHealth::NeedsReauthorization { p class="muted" { "Until you are back, everything goes on with the access there is." } }
            (actions(html! { (button.icon(Icon::ArrowRight)) }))
        }
    }
}

fn by_key(view: &Shown<'_>, errors: &FieldErrors) -> Markup {
    let label = if view.row.connected_at.is_some() { "Replace the key" } else { "Connect" };
    form(
        &path(view.row, "key"),
        view.token,
        html! {
            (Field::password("api_key", "Key").required().autocomplete("off").error(errors.at("api_key"))
                .help("It is tried before it is kept. It is stored encrypted, and never shown again."))
            (actions(html! { (Button::primary(label)) }))
        },
    )
}

fn disconnect(view: &Shown<'_>) -> Markup {
    let question = format!("Disconnect {}? What is done for you with it will wait.", view.row.name);
    html! {
        form class="form" method="post" action=(path(view.row, "disconnect")) hx-confirm=(question) {
            (token(view.token))
            p { "The access is deleted here. What is done for you with this account waits until it is connected again." }
            (actions(html! { (Button::danger("Disconnect")) }))
        }
    }
}

fn about(view: &Shown<'_>) -> Markup {
    let (row, times) = (view.row, view.times);
    let mut known = Vec::new();
    if let Some(account) = &row.account {
        known.push(("Account", html! { (account) }));
    }
    if let (Some(by), Some(at)) = (&row.connected_by, row.connected_at) {
        known.push(("Connected by", html! { (by) ", " (times.relative(at)) }));
    }
    if let Some(ends) = row.expires_at {
        known.push(("Ends", times.exact(ends)));
    }
    if let Some(at) = row.last_used_at {
        known.push(("Last used", times.relative(at)));
    }
    if let Some(at) = row.last_checked_at {
        known.push(("Last checked", times.relative(at)));
    }
    known.push(("Asked for", times.relative(row.created_at)));
    facts(&known)
}
