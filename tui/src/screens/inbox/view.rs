use portico_openapi::types::{Priority, Request, RequestSort};
use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{shape, turn_of};
use crate::{
    action::View,
    app::App,
    foreign, text, when,
    widgets::{
        frame,
        rows::{self, Column},
    },
};

/// Draws the inbox with its frame.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let inside = frame::draw(app, f, area, &title(app), !app.in_pane);
    let all = app.inbox.rows();
    let columns = columns(inside.width.into());
    let body = rows::heading(app, f, inside, &columns);
    if all.is_empty() {
        let nothing = nothing(app);
        return rows::say(app, f, body, &rows::absent(&app.inbox.remote.phase(), nothing));
    }
    rows::draw(app, f, body, all, app.inbox.cursor, |row| line(app, row, &columns));
}

fn title(app: &App) -> String {
    let name = match app.view {
        View::Mine => "Mine",
        View::Unassigned => "Unassigned",
        View::Waiting => "Waiting on us",
        View::Closed => "Closed",
        _ => "All open",
    };
    let sort = match app.inbox.sort(app.view) {
        RequestSort::Newest => "newest first",
        RequestSort::Oldest => "oldest first",
        RequestSort::Waiting => "longest waiting first",
        RequestSort::Priority => "most urgent first",
    };
    let filter = match app.inbox.filter.text().trim() {
        "" => String::new(),
        words => format!(" · “{words}”"),
    };
    format!("{name} · {sort}{filter}")
}

fn nothing(app: &App) -> &'static str {
    if !app.inbox.filter.is_empty() {
        return "No request matches. esc takes the filter away.";
    }
    match app.view {
        View::Mine => "Nothing is yours to do. 2 shows what nobody has taken yet.",
        View::Unassigned => "Everything has someone who looks after it.",
        View::Waiting => "No client waits for you.",
        View::Closed => "Nothing has been closed yet.",
        _ => "No open requests.",
    }
}

const MARK: usize = 1;
const SHAPE: usize = 1;

/// The columns for a width. Narrow ones give up first what the pane tells too.
fn columns(width: usize) -> Vec<Column> {
    let fixed: Vec<Column> = match width {
        0..40 => vec![("", MARK), ("!", SHAPE), ("Waits", 6)],
        40..64 => vec![("", MARK), ("!", SHAPE), ("Waits", 6), ("#", 4), ("Client", 10)],
        64..100 => vec![("", MARK), ("!", SHAPE), ("Waits", 10), ("#", 5), ("Client", 14)],
        _ => vec![("", MARK), ("!", SHAPE), ("Waits", 10), ("#", 5), ("Client", 22)],
    };
    let who = match width {
        0..40 => 0,
        40..64 => 6,
        64..100 => 8,
        _ => 12,
    };
    let used: usize = fixed.iter().map(|(_, width)| width + 1).sum();
    let who_used = if who > 0 { who + 1 } else { 0 };
    let mut columns = fixed;
    columns.push(("Subject", width.saturating_sub(used + who_used)));
    if who > 0 {
        columns.push(("Who", who));
    }
    columns
}

fn line(app: &App, row: &Request, columns: &[Column]) -> Line<'static> {
    let mut spans = Vec::new();
    for (index, (name, width)) in columns.iter().enumerate() {
        if index > 0 {
            spans.push(Span::raw(" "));
        }
        let (words, style) = cell(app, row, name, *width);
        let fitted = match *name {
            "#" => text::fit_right(&words, *width),
            _ => text::fit(&words, *width),
        };
        spans.push(Span::styled(fitted, style));
    }
    Line::from(spans)
}

fn cell(app: &App, row: &Request, column: &str, width: usize) -> (String, Style) {
    let theme = app.theme;
    let fresh = app.inbox.fresh.contains(&row.id);
    match column {
        "" if app.inbox.marked.contains(&row.id) => ("✓".into(), theme.accent()),
        "" if fresh => ("●".into(), theme.accent()),
        "" if app.drafts.keys().any(|place| place.subject == row.id) => ("✎".into(), theme.muted()),
        "" => (String::new(), theme.text()),
        "!" => {
            let style = match row.priority {
                Priority::Urgent => theme.danger(),
                Priority::High => theme.warning(),
                _ => theme.muted(),
            };
            (shape(row.priority).into(), style)
        }
        "Waits" => waits(app, row, width),
        "#" => (row.number.to_string(), theme.muted()),
        "Client" => (foreign::line(&row.workspace.name), theme.text()),
        "Who" => match &row.assignee {
            Some(person) => (first_name(&person.name), theme.text()),
            None => ("—".into(), theme.muted()),
        },
        _ => {
            let style = if fresh { theme.strong() } else { theme.text() };
            (foreign::line(&row.subject), style)
        }
    }
}

/// How long and for whom, for example `2h us`.
fn waits(app: &App, row: &Request, width: usize) -> (String, Style) {
    let turn = turn_of(row);
    if turn == "—" {
        return ("—".into(), app.theme.muted());
    }
    let style = if turn == "us" { app.theme.text() } else { app.theme.muted() };
    let turn = if width < 10 && turn != "us" { "cl" } else { turn };
    (format!("{:>3} {turn}", when::span(app.now - row.waits_since)), style)
}

fn first_name(name: &str) -> String {
    foreign::line(name).split_whitespace().next().unwrap_or_default().to_owned()
}
