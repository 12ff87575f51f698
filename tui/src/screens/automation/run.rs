use chrono::{DateTime, Utc};
use portico_openapi::types::{RunDetail, RunError, RunStatus, RunStep, RunStepStatus};
use ratatui::text::{Line, Span};

use super::{fact, heading, lasting, line, list::took, numbered, run_style, step_style, value_text, wrapped};
use crate::{
    app::App,
    automation::{helpers, may_go_on, run_shape, run_status, starter, step_shape, step_status, stopped_there, waits},
    foreign,
    office::Subject,
    screens::sheet::Entry,
    text, when,
    widgets::bar,
};

/// A run as what it did, step by step.
pub fn entries(app: &App, detail: &RunDetail, columns: usize) -> Vec<Entry> {
    let mut entries = vec![Entry::about(Subject::Head, head(app, detail, columns))];
    entries.push(heading(app, "What it did", columns));
    if detail.steps.is_empty() {
        entries.push(Entry::text(vec![line("Nothing yet.", app.theme.muted(), columns)]));
    }
    let span = span(app, detail);
    entries.extend(detail.steps.iter().map(|step| step_entry(app, step, &detail.steps, span, columns)));
    for (first, label, value) in [(2000, "What it was given", &detail.input), (4000, "What it has set", &detail.vars)] {
        if let Some(value) = value.as_ref().filter(|value| !is_nothing(value)) {
            entries.push(heading(app, &format!("{label} · scrubbed, only staff see it"), columns));
            entries.extend(numbered(app, &value_text(value), first, columns));
        }
    }
    let is_gone = detail.run.ended_at.is_some() && detail.input.is_none();
    entries.extend(is_gone.then(|| {
        let words = "What went through it has been deleted after the agency’s number of days, or there was nothing.";
        let mut lines = vec![Line::default()];
        lines.extend(wrapped(words, app.theme.muted(), columns));
        Entry::text(lines)
    }));
    entries
}

fn is_nothing(value: &serde_json::Value) -> bool {
    value.is_null() || value.as_object().is_some_and(serde_json::Map::is_empty)
}

fn head(app: &App, detail: &RunDetail, columns: usize) -> Vec<Line<'static>> {
    let run = &detail.run;
    let style = run_style(app, run.status);
    let stands = format!("{} {} · {}", run_shape(run.status), run_status(run.status), took(app, run));
    let mut lines = vec![line(&stands, style, columns)];
    if let Some(what) = waits(run) {
        let since = run.waits_since.map(|at| format!(", since {}", when::span(app.now - at))).unwrap_or_default();
        let until = run.wakes_at.map(|at| format!("; goes on {}", when::moment(at, app.now, app.zone)));
        let words = format!("Waiting for {what}{since}{}.", until.unwrap_or_default());
        lines.extend(wrapped(&words, style, columns));
        lines.extend(helpers(detail).into_iter().flat_map(|whom| fact(app, "Turn to", &whom, columns)));
    }
    if run.status == RunStatus::Queued {
        lines.extend(wrapped("It waits for its turn: others of its workflow or client run.", style, columns));
    }
    let begun = when::moment(run.started_at.unwrap_or(run.created_at), app.now, app.zone);
    lines.extend(fact(app, "Started", &format!("{begun} by {}", starter(run)), columns));
    if let Some(number) = run.version_number {
        lines.extend(fact(app, "Version", &number.to_string(), columns));
    }
    lines.extend(detail.engine_stop.iter().flat_map(|stop| {
        let style = if may_go_on(stop.state) { app.theme.warning() } else { app.theme.muted() };
        wrapped(&stopped_there(stop), style, columns)
    }));
    lines.extend(run.replay_of.map(|_| line("It repeats an earlier run.", app.theme.muted(), columns)));
    lines
}

/// From when to when the run is drawn.
fn span(app: &App, detail: &RunDetail) -> (DateTime<Utc>, i64) {
    let begun = detail.steps.iter().map(|step| step.started_at).min().unwrap_or(detail.run.created_at);
    let ends = detail.steps.iter().map(|step| step.ended_at.unwrap_or(app.now));
    let ended = ends.max().unwrap_or(begun);
    (begun, (ended - begun).num_milliseconds().max(1))
}

fn step_entry(
    app: &App,
    step: &RunStep,
    all: &[RunStep],
    (begun, whole): (DateTime<Utc>, i64),
    columns: usize,
) -> Entry {
    let style = step_style(app, step.status);
    let names = all.iter().map(|step| text::width(&name(step))).max().unwrap_or(0);
    let (took, bars) = (9, (columns / 4).clamp(12, 40));
    let label = names.min(columns.saturating_sub(took + bars + 8)).max(8);
    let left = columns.saturating_sub(4 + label + 1 + took + 1);
    let ended = step.ended_at.unwrap_or(app.now);
    let wide = |milliseconds: i64| usize::try_from(milliseconds.max(0)).unwrap_or(0).min(usize::MAX / 1000);
    let before =
        (wide((step.started_at - begun).num_milliseconds()) * left / wide(whole).max(1)).min(left.saturating_sub(1));
    let long =
        bar::full(wide((ended - step.started_at).num_milliseconds()).max(1), wide(whole), left - before.min(left));
    let fill = match step.status {
        RunStepStatus::Waiting => "░",
        RunStepStatus::Running => "▒",
        _ => "█",
    };
    let lasted = lasting(ended - step.started_at);
    let mut lines = vec![Line::from(vec![
        Span::styled(format!("{} {} ", text::fit_right(&step.position.to_string(), 2), step_shape(step.status)), style),
        Span::raw(text::fit(&name(step), label)),
        Span::raw(text::fit_right(&lasted, took)),
        Span::raw(" ".repeat(1 + before)),
        Span::styled(fill.repeat(long), style),
    ])];
    let attempts = if step.attempts > 1 { format!(" · {} attempts", step.attempts) } else { String::new() };
    let words = format!("     {} · {}{attempts}", foreign::line(&step.kind), step_status(step.status));
    lines.push(line(&words, app.theme.muted(), columns));
    if let Some(error) = &step.error {
        lines.extend(failure(error).into_iter().flat_map(|words| {
            let lines = text::wrap(&foreign::block(&words), columns.saturating_sub(5)).into_iter();
            lines.map(|words| Line::styled(format!("     {words}"), app.theme.danger())).collect::<Vec<_>>()
        }));
    }
    Entry::about(Subject::RunStep(step.id), lines)
}

fn name(step: &RunStep) -> String {
    foreign::line(step.title.as_deref().unwrap_or(&step.step))
}

/// What went wrong, in sentences.
fn failure(error: &RunError) -> Vec<String> {
    let answered = error.provider_status.map(|status| format!(" · answered {status}")).unwrap_or_default();
    let again = if error.retryable { "may work another time" } else { "will not work another time" };
    let mut words = vec![format!("{}{answered} · {again}", error.code), error.message.clone()];
    words.extend(error.detail.clone());
    words
}

/// All that is kept of a step, as text.
pub fn text(app: &App, step: &RunStep) -> String {
    let moment = |at: DateTime<Utc>| {
        let at = at.with_timezone(&app.zone);
        at.format("%-d %b %Y %H:%M:%S").to_string()
    };
    let ended = step.ended_at.map(|at| format!(", ended {}", moment(at))).unwrap_or_default();
    let attempts = if step.attempts == 1 { "one attempt".into() } else { format!("{} attempts", step.attempts) };
    let mut parts = vec![format!(
        "{} {} · {attempts}\nBegun {}{ended}",
        step_shape(step.status),
        step_status(step.status),
        moment(step.started_at)
    )];
    parts.extend(step.error.as_ref().map(|error| format!("What went wrong:\n{}", failure(error).join("\n"))));
    for (label, value) in [("What it asked", &step.input), ("What it gave", &step.output)] {
        parts.extend(value.as_ref().map(|value| format!("{label}, scrubbed:\n{}", value_text(value))));
    }
    parts.join("\n\n")
}
