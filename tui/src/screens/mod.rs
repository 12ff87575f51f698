//! What is drawn. A screen reads the state and changes nothing; every foreign string passes `foreign`.

pub mod approvals;
pub mod automation;
pub mod billing;
mod bottom;
mod charts;
mod composer;
mod confirm;
mod conversation;
mod form;
pub mod help;
pub mod inbox;
mod notifications;
pub mod office;
mod overview;
pub mod picker;
pub mod picture;
mod project;
mod projects;
mod queue;
mod reading;
pub mod sheet;
mod sign_in;
pub mod tabs;
#[cfg(test)]
mod tests;
mod top;
pub mod triage;
mod workspaces;

use ratatui::{Frame, layout::Rect, text::Line, widgets::Paragraph};
use sheet::Entry;

use crate::{
    action::View,
    app::{App, Overlay, Stage},
    charts::Part,
    layout,
    widgets::frame,
};

/// Draws everything.
pub fn draw(app: &App, f: &mut Frame<'_>) {
    let areas = app.areas();
    match app.stage {
        Stage::SignIn(_) | Stage::Starting { .. } => return sign_in::draw(app, f),
        Stage::Guided => {}
        Stage::Ready => {
            top::draw(app, f, areas.top);
            tabs::draw(app, f, areas.tabs);
            draw_list(app, f, areas.list);
            draw_pane(app, f, areas.pane);
            composer::draw(app, f, areas.composer);
        }
    }
    bottom::draw(app, f, areas.bottom);
    if app.inbox.typing && app.overlay.is_none() {
        triage::offer(app, f, areas.bottom);
    }
    if let Some(filling) = &app.form {
        form::draw(app, filling, f);
    }
    match &app.overlay {
        Some(Overlay::Picker(open, _)) => picker::draw(app, open, f),
        Some(Overlay::Reading(open)) => reading::draw(app, open, f),
        Some(Overlay::Queued(id, top)) => queue::draw(app, *id, *top, f),
        Some(Overlay::Picture(shown)) => picture::draw(app, shown, f),
        Some(Overlay::Help(top)) => help::draw(app, *top, f),
        Some(Overlay::Plan(open)) => triage::plan(app, open, f),
        Some(Overlay::Search) => triage::draw(app, f),
        Some(asked) => confirm::draw(app, asked, f),
        None => {}
    }
}

fn draw_list(app: &App, f: &mut Frame<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    match app.view {
        View::Projects => projects::draw(app, f, area),
        View::Workspaces => workspaces::draw(app, f, area),
        View::Approvals => approvals::draw(app, f, area),
        View::Billing => billing::draw(app, f, area),
        View::Automation => automation::draw(app, f, area),
        View::Notifications => notifications::draw(app, f, area),
        View::Agency => office::draw(app, f, area),
        View::Overview => {
            let inside = frame::draw(app, f, area, app.charts.part.title(), true);
            draw_text(app, f, inside);
        }
        _ => inbox::draw(app, f, area),
    }
}

fn draw_pane(app: &App, f: &mut Frame<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let title = match app.view {
        View::Projects => project::title(app),
        View::Workspaces => office::members::title(app),
        View::Agency => office::title(app),
        View::Approvals => approvals::title(app),
        View::Billing => billing::title(app),
        View::Automation => automation::title(app),
        _ => conversation::title(app),
    };
    let inside = frame::draw(app, f, area, &title, app.in_pane && app.composer.is_none());
    if app.view.is_inbox() {
        let lines = conversation::head(app, inside.width);
        let head = head_height(inside, lines.len());
        f.render_widget(Paragraph::new(lines), Rect { height: head, ..inside });
    }
    draw_text(app, f, body(app, area));
}

fn draw_text(app: &App, f: &mut Frame<'_>, area: Rect) {
    let lines = pane_lines(app, area.width);
    let shown: Vec<_> = lines.into_iter().skip(app.scroll.top).take(usize::from(area.height)).collect();
    f.render_widget(Paragraph::new(shown), area);
}

/// The part of a pane that scrolls.
pub fn body(app: &App, area: Rect) -> Rect {
    let inside = layout::inside(area);
    let head = match app.view.is_inbox() {
        true => head_height(inside, conversation::head(app, inside.width).len()),
        false => 0,
    };
    Rect { y: inside.y + head, height: inside.height - head, ..inside }
}

/// The facts of a request stay above its thread, unless the thread would have no room.
fn head_height(inside: Rect, lines: usize) -> u16 {
    match inside.height {
        0..6 => 0,
        6..10 => 2,
        height => u16::try_from(lines).unwrap_or(4).max(4).min(height - 3),
    }
}

/// The line of the pane at which something that was said begins.
pub fn line_of(app: &App, said: uuid::Uuid, columns: usize) -> Option<usize> {
    conversation::line_of(app, said, columns)
}

/// The text that scrolls: the pane's, or the overview's.
pub fn pane_lines(app: &App, width: u16) -> Vec<Line<'static>> {
    if width < 4 {
        return Vec::new();
    }
    match app.view {
        View::Projects => project::lines(app, width.into()),
        View::Workspaces | View::Agency | View::Approvals | View::Billing | View::Automation => {
            let entries = entries(app, width.into()).unwrap_or_default();
            sheet::lines(app, entries, width.into())
        }
        View::Overview if app.charts.part == Part::Now => overview::lines(app, width.into()),
        View::Overview => charts::lines(app, width.into()),
        View::Notifications => Vec::new(),
        _ => conversation::lines(app, width.into()),
    }
}

/// The rows of the pane, where it is made of rows.
pub fn entries(app: &App, columns: usize) -> Option<Vec<Entry>> {
    match app.view {
        View::Workspaces => Some(office::members::entries(app, columns)),
        View::Agency => Some(office::entries(app, columns)),
        View::Approvals => Some(approvals::entries(app, columns)),
        View::Billing => Some(billing::entries(app, columns)),
        View::Automation => Some(automation::entries(app, columns)),
        _ => None,
    }
}
