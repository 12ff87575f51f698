//! What is done by itself: its parts as lists, one of each whole, and a document that is written.

mod connection;
mod document;
mod engine;
mod form;
mod list;
mod run;
mod template;
mod workflow;

use chrono::TimeDelta;
use portico_openapi::types::{ConnectionHealth, RunStatus, RunStepStatus, WorkflowStatus};
use ratatui::{
    style::Style,
    text::{Line, Span},
};

pub use form::text as submission_text;
pub use list::{draw, rows};
pub use run::text as step_text;

use super::sheet::Entry;
use crate::{
    app::App,
    automation::{Row, Whole},
    foreign,
    office::Subject,
    remote::Phase,
    text,
    widgets::rows as table,
};

/// The frame's title.
pub fn title(app: &App) -> String {
    if app.automation.writes {
        return document::title(app);
    }
    if let Some(roll) = &app.automation.roll {
        return format!("{} · roll out version {}", roll.template.name, roll.template.number);
    }
    match app.current_row() {
        Some(Row::Run(run)) => format!("{} · {}", run.workflow.name, run.workspace.name),
        Some(Row::Provider(provider)) => provider.name,
        Some(row) => match row.workspace() {
            Some(client) => format!("{} · {}", row.name(), client.name),
            None => row.name().to_owned(),
        },
        None => app.automation.part.name().into(),
    }
}

/// What the pane shows.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    if app.automation.writes {
        return document::entries(app, columns);
    }
    if let Some(roll) = &app.automation.roll {
        return template::roll_entries(app, roll, columns);
    }
    let whole = match app.automation.opened.data.phase() {
        Phase::Ready(whole) => whole,
        phase => return vec![Entry::text(wrapped(&table::absent(&phase, ""), app.theme.muted(), columns))],
    };
    match whole.as_ref() {
        Whole::Workflow(view) => workflow::entries(app, view, columns),
        Whole::Run(detail) => run::entries(app, detail, columns),
        Whole::Connection(connection, asked) => connection::entries(app, connection, asked, columns),
        Whole::Asked(request) => connection::asked_entries(app, request, columns),
        Whole::Provider(provider, known) => connection::provider_entries(app, provider, known.as_ref(), columns),
        Whole::Engine(view) => engine::entries(app, view, columns),
        Whole::Template(view) => template::entries(app, view, columns),
        Whole::Form(form, sent) => form::entries(app, form, sent, columns),
    }
}

/// A line of words, cut where there is no room.
fn line(words: &str, style: Style, columns: usize) -> Line<'static> {
    Line::styled(text::cut(&foreign::line(words), columns), style)
}

/// Words in as many lines as they take.
fn wrapped(words: &str, style: Style, columns: usize) -> Vec<Line<'static>> {
    text::wrap(&foreign::block(words), columns).into_iter().map(|line| Line::styled(line, style)).collect()
}

/// A heading of a part, with an empty line before it.
fn heading(app: &App, words: &str, columns: usize) -> Entry {
    Entry::text(vec![Line::default(), line(words, app.theme.accent(), columns)])
}

/// A label and what there is to say.
fn fact(app: &App, label: &str, words: &str, columns: usize) -> Vec<Line<'static>> {
    const LABEL: usize = 14;
    let lines = text::wrap(&foreign::block(words), columns.saturating_sub(LABEL).max(8));
    let head = |at: usize| if at == 0 { text::fit(label, LABEL) } else { " ".repeat(LABEL) };
    let line = |(at, words)| Line::from(vec![Span::styled(head(at), app.theme.muted()), Span::raw(words)]);
    lines.into_iter().enumerate().map(line).collect()
}

/// Lines of a document, each of which can be gone to, behind their numbers.
fn numbered(app: &App, document: &str, first: usize, columns: usize) -> Vec<Entry> {
    let count = document.lines().count();
    let width = count.to_string().len().max(2);
    let entry = |(at, words): (usize, &str)| {
        let room = columns.saturating_sub(width + 3);
        let lines = text::wrap(&foreign::line(&words.replace('\t', "    ")), room).into_iter().enumerate();
        let number = |piece: usize| if piece == 0 { (at + 1).to_string() } else { String::new() };
        let lines = lines.map(|(piece, words)| {
            let head = format!("{} │ ", text::fit_right(&number(piece), width));
            Line::from(vec![Span::styled(head, app.theme.muted()), Span::raw(words)])
        });
        Entry::about(Subject::Part(first + at), lines.collect())
    };
    document.lines().enumerate().map(entry).collect()
}

/// A value as lines: texts as they are, the rest as JSON.
fn value_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        value => serde_json::to_string_pretty(value).unwrap_or_default(),
    }
}

/// How a workflow looks.
fn workflow_style(app: &App, status: WorkflowStatus) -> Style {
    match status {
        WorkflowStatus::Draft => app.theme.note(),
        WorkflowStatus::Published => app.theme.positive(),
        WorkflowStatus::Paused => app.theme.warning(),
        WorkflowStatus::Archived => app.theme.muted(),
    }
}

/// How a run looks.
fn run_style(app: &App, status: RunStatus) -> Style {
    match status {
        RunStatus::Queued | RunStatus::Cancelled => app.theme.muted(),
        RunStatus::Running => app.theme.reply(),
        RunStatus::Waiting => app.theme.warning(),
        RunStatus::Succeeded => app.theme.positive(),
        RunStatus::Failed => app.theme.danger(),
    }
}

/// How a step looks.
fn step_style(app: &App, status: RunStepStatus) -> Style {
    match status {
        RunStepStatus::Running => app.theme.reply(),
        RunStepStatus::Waiting => app.theme.warning(),
        RunStepStatus::Succeeded => app.theme.positive(),
        RunStepStatus::Failed => app.theme.danger(),
        RunStepStatus::Cancelled => app.theme.muted(),
    }
}

/// How a connection looks.
fn health_style(app: &App, connection: &portico_openapi::types::Connection) -> Style {
    match connection.health {
        _ if connection.connected_at.is_none() => app.theme.muted(),
        ConnectionHealth::Healthy => app.theme.positive(),
        ConnectionHealth::Expiring => app.theme.warning(),
        ConnectionHealth::NeedsReauthorization | ConnectionHealth::Failing => app.theme.danger(),
    }
}

/// How long something took, in its largest units: `120ms`, `4.2s`, `3m 5s`, `2h 10m`.
fn lasting(delta: TimeDelta) -> String {
    let milliseconds = delta.num_milliseconds().max(0);
    match milliseconds {
        ..1000 => format!("{milliseconds}ms"),
        1000..10_000 => format!("{}.{}s", milliseconds / 1000, milliseconds % 1000 / 100),
        10_000..60_000 => format!("{}s", milliseconds / 1000),
        60_000..3_600_000 => match milliseconds / 1000 % 60 {
            0 => format!("{}m", milliseconds / 60_000),
            seconds => format!("{}m {seconds}s", milliseconds / 60_000),
        },
        _ => crate::when::measure(milliseconds / 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_long_is_told_in_larger_units() {
        let words = [7, 4230, 42_000, 185_000, 120_000, 7_800_000].map(|ms| lasting(TimeDelta::milliseconds(ms)));
        assert_eq!(words, ["7ms", "4.2s", "42s", "3m 5s", "2m", "2h 10m"]);
    }
}
