use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use portico_openapi::types::{Priority, PromiseState, Request};
use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{shape, turn_of};
use crate::{app::App, foreign, text, triage, when, widgets::rows::Column};

const MARK: usize = 1;
const SHAPE: usize = 1;

/// The columns for a width. Narrow ones give up first what the pane tells too.
pub fn columns(app: &App, width: usize) -> Vec<Column> {
    let mut columns: Vec<Column> = match width {
        0..40 => vec![("", MARK), ("!", SHAPE), ("Waits", 6)],
        40..64 => vec![("", MARK), ("!", SHAPE), ("Waits", 6), ("#", 4), ("Client", 10)],
        64..100 => vec![("", MARK), ("!", SHAPE), ("Waits", 10), ("#", 5), ("Client", 14)],
        _ => vec![("", MARK), ("!", SHAPE), ("Waits", 10), ("#", 5), ("Client", 22)],
    };
    let rows = app.inbox.rows();
    // What nothing was promised for, and what has no day, takes no room.
    if rows.iter().any(|row| triage::pressing(row).is_some()) {
        columns.insert(3, ("SLA", if width < 64 { 1 } else { 6 }));
    }
    if rows.iter().any(|row| row.snoozed_until.is_some()) {
        columns.insert(3, ("Back", if width < 64 { 1 } else { 12 }));
    }
    let mut after = match width {
        0..40 => vec![],
        40..64 => vec![("Who", 6)],
        64..100 => vec![("Who", 8)],
        _ => vec![("Who", 12)],
    };
    if rows.iter().any(|row| row.due_on.is_some()) {
        match width {
            0..40 => {}
            40..64 => after.insert(0, ("Due", 1)),
            _ => after.insert(0, ("Due", 8)),
        }
    }
    // Where it stands and when it was changed is shown where somebody asks for it in that order.
    match triage::sorted_column(app.list_order()).0 {
        "Status" if width >= 40 => after.insert(0, ("Status", if width < 64 { 8 } else { 17 })),
        "Changed" if width >= 40 => after.insert(0, ("Changed", 8)),
        _ => {}
    }
    let used: usize = columns.iter().chain(&after).map(|(_, width)| width + 1).sum();
    columns.push(("Subject", width.saturating_sub(used)));
    columns.extend(after);
    columns
}

/// A request as a row.
pub fn line(app: &App, row: &Request, columns: &[Column]) -> Line<'static> {
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
        "Back" => back(app, row, width),
        "SLA" => promise(app, row, width),
        "Due" => due(app, row, width),
        "Status" => (triage::word(row.status).into(), theme.text()),
        "Changed" => (when::span(app.now - row.updated_at), theme.muted()),
        "#" => (row.number.to_string(), theme.muted()),
        "Client" => (foreign::line(&row.workspace.name), theme.text()),
        "Who" => match &row.assignee {
            Some(person) => (first_name(&person.name), theme.text()),
            None => ("—".into(), theme.muted()),
        },
        _ => {
            let style = if fresh { theme.strong() } else { theme.text() };
            let subject = foreign::line(&row.subject);
            match &row.merged_into {
                Some(whole) => (format!("↪ #{} {subject}", whole.number), theme.muted()),
                None => (subject, style),
            }
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

/// When it is in sight again.
fn back(app: &App, row: &Request, width: usize) -> (String, Style) {
    let words = match row.snoozed_until {
        Some(until) if width > 1 => when::moment(until, app.now, app.zone),
        Some(_) => "z".into(),
        None => String::new(),
    };
    (words, app.theme.accent())
}

/// How the promise that presses most stands, and how much of it is left.
fn promise(app: &App, row: &Request, width: usize) -> (String, Style) {
    let Some(promise) = triage::pressing(row) else {
        return (String::new(), app.theme.muted());
    };
    let style = match promise.state {
        PromiseState::Breached => app.theme.danger(),
        PromiseState::AtRisk => app.theme.warning(),
        _ => app.theme.muted(),
    };
    let (shape, _) = triage::state(promise.state);
    let words = if width > 1 { format!("{shape} {}", triage::short(promise, app.now)) } else { shape.to_owned() };
    (words, style)
}

/// The day it is due; one that has passed is marked.
fn due(app: &App, row: &Request, width: usize) -> (String, Style) {
    let Some(day) = row.due_on else {
        return (String::new(), app.theme.muted());
    };
    let overdue = triage::is_overdue(row, today(app.now, app.zone));
    let mark = if overdue { "◆" } else { " " };
    let words = if width > 1 { format!("{mark} {}", day.format("%-d %b")) } else { mark.to_owned() };
    (words, if overdue { app.theme.danger() } else { app.theme.text() })
}

fn today(now: DateTime<Utc>, zone: FixedOffset) -> NaiveDate {
    now.with_timezone(&zone).date_naive()
}

fn first_name(name: &str) -> String {
    foreign::line(name).split_whitespace().next().unwrap_or_default().to_owned()
}
