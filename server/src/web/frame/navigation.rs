use maud::{Markup, html};

use super::{Entry, Frame, mark};
use crate::web::components::{Icon, corner, count, menu, token, words};

/// How many entries fit beside "More" at the bottom of a phone.
const PHONE_ENTRIES: usize = 4;
/// What changes the numbers beside the entries.
const TOPICS: &str = "notifications requests approvals invoices forms connections";

/// The bar at the side: the agency, the client account, every place.
pub(super) fn side(frame: &Frame<'_>) -> Markup {
    html! {
        div class="side" {
            a class="mark-link" href="/portal" { (mark::drawn(&frame.brand, frame.theme)) }
            (switcher(frame))
            nav class="nav" id="nav" aria-label=(words::MAIN_NAVIGATION) data-live=(TOPICS) {
                @for group in &frame.groups {
                    @if let Some(label) = group.label { p class="nav-label" { (label) } }
                    ul { @for place in &group.entries { li { (entry(place, place.key, &count(place.count))) } } }
                }
            }
        }
    }
}

fn switcher(frame: &Frame<'_>) -> Markup {
    let Some(current) = frame.workspaces.iter().find(|workspace| workspace.current) else {
        return html! {};
    };
    if frame.workspaces.len() == 1 {
        return html! { p class="workspace" { (current.name) } };
    }
    let name = html! { span class="workspace-name" { (current.name) } (count(elsewhere(frame))) (Icon::Switch) };
    let label = format!("{}: {}", words::SWITCH_WORKSPACE, current.name);
    html! { div class="switcher" { (menu(&label, name, choices(frame))) } }
}

/// How much is unread in workspaces that are not in view.
fn elsewhere(frame: &Frame<'_>) -> u64 {
    frame.workspaces.iter().map(|workspace| workspace.unread).sum()
}

fn choices(frame: &Frame<'_>) -> Markup {
    html! {
        form method="post" action="/portal/workspace" hx-boost="false" {
            (token(frame.token))
            @for workspace in &frame.workspaces {
                button class="menu-item" type="submit" name="workspace_id" value=(workspace.id)
                    aria-current=[workspace.current.then_some("true")] {
                    span class="menu-check" { @if workspace.current { (Icon::Check) } }
                    span class="workspace-name" { (workspace.name) }
                    (count(workspace.unread))
                    @if workspace.unread > 0 { span class="visually-hidden" { (words::UNREAD) } }
                }
            }
        }
    }
}

fn entry(place: &Entry<'_>, key: Option<char>, number: &Markup) -> Markup {
    html! {
        a class="entry" href=(place.href) aria-current=[place.current.then_some("page")] data-key=[key] {
            (place.icon) span class="entry-label" { (place.label) } (number)
        }
    }
}

/// The bar at the bottom of a phone: the few places that matter most, and the rest.
pub(super) fn bar(frame: &Frame<'_>) -> Markup {
    let all = || frame.groups.iter().flat_map(|group| &group.entries);
    let few: Vec<_> = all().filter(|place| place.phone).take(PHONE_ENTRIES).collect();
    let rest: Vec<_> = all().filter(|place| !few.iter().any(|one| one.href == place.href)).collect();
    // What calls from behind it: of the places there, and of other workspaces.
    let behind = rest.iter().map(|place| place.count).sum::<u64>() + elsewhere(frame);
    let more = html! { (Icon::More) span class="entry-label" { (words::MORE) } (corner(behind)) };
    let label = if behind > 0 { format!("{}: {behind}", words::MORE) } else { words::MORE.to_owned() };
    let items = html! {
        @if frame.workspaces.len() > 1 { (choices(frame)) hr; }
        @for place in &rest { (entry(place, None, &count(place.count))) }
    };
    html! {
        nav class="bar" id="bar" aria-label=(words::MORE) data-live=(TOPICS) {
            @for place in &few { (entry(place, None, &corner(place.count))) }
            @if !rest.is_empty() || frame.workspaces.len() > 1 { (menu(&label, more, items)) }
        }
    }
}
