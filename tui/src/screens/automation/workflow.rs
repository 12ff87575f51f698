use chrono::TimeDelta;
use portico_openapi::types::{Run, TriggerKind, WorkflowAnalytics, WorkflowEngine, WorkflowStatus, WorkflowVersion};
use ratatui::text::{Line, Span};

use super::{fact, heading, lasting, line, list::took, numbered, run_style, workflow_style, wrapped};
use crate::{
    app::App,
    automation::{
        WorkflowView, input_kind, laid_out, run_shape, run_status, starter, trigger, waits, workflow_shape,
        workflow_status,
    },
    foreign,
    office::Subject,
    screens::sheet::Entry,
    text, when,
    widgets::{bar, sentence},
};

const SPARKS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Versions that are told one by one.
const VERSIONS: usize = 8;

/// Where the lines of the definition begin among what is only read.
const LINES: usize = 1000;

/// A workflow, with everything about it.
pub fn entries(app: &App, view: &WorkflowView, columns: usize) -> Vec<Entry> {
    let mut entries = vec![Entry::about(Subject::Head, head(app, view, columns))];
    if !view.workflow.inputs.is_empty() {
        entries.push(heading(app, "Asked of whoever starts it", columns));
        entries.extend(view.workflow.inputs.iter().enumerate().map(|(at, input)| {
            let label = input.label.as_deref().unwrap_or(&input.name);
            let kind = match input.choices.is_empty() {
                true => input_kind(input.kind).to_owned(),
                false => input.choices.join(", "),
            };
            let needed = if input.required { "" } else { " · may be empty" };
            let words = format!("{label} · {kind}{needed}");
            Entry::about(Subject::Part(at), vec![line(&words, app.theme.text(), columns)])
        }));
    }
    entries.push(heading(app, "Last thirty days", columns));
    entries.push(Entry::about(Subject::Part(100), analytics(app, &view.analytics, columns)));
    entries.push(heading(app, "What starts it", columns));
    let by_hand = if view.workflow.client_triggerable { "by hand: staff, and the client" } else { "by hand: staff" };
    entries.push(Entry::text(vec![line(by_hand, app.theme.text(), columns)]));
    entries.extend(view.triggers.iter().map(|one| {
        let form = one.form_id.and_then(|id| view.forms.iter().find(|form| form.id == id));
        let words = trigger(one, form.map(|form| form.title.as_str()));
        let next = match (one.kind, one.next_at) {
            (TriggerKind::Schedule, Some(at)) => format!("next {}", when::moment(at, app.now, app.zone)),
            _ => String::new(),
        };
        let line = sentence::ends(&words, app.theme.text(), &next, app.theme.muted(), columns);
        Entry::about(Subject::Trigger(one.id), vec![line])
    }));
    entries.push(heading(app, "Last runs", columns));
    if view.runs.is_empty() {
        entries.push(Entry::text(vec![line("It has not run yet.", app.theme.muted(), columns)]));
    }
    entries.extend(view.runs.iter().map(|run| run_entry(app, run, columns)));
    if view.workflow.engine != WorkflowEngine::Here {
        entries.push(heading(app, "What it does", columns));
        let words = "Another program runs it; what it does is written there, and what its runs work on stays there.";
        entries.push(Entry::text(wrapped(words, app.theme.muted(), columns)));
        return entries;
    }
    entries.push(heading(app, "Versions", columns));
    entries.extend(view.versions.iter().take(VERSIONS).map(|version| version_entry(app, view, version, columns)));
    match view.active().or(view.latest()) {
        Some(version) => {
            let which = if view.active().is_some() { "published" } else { "not published" };
            entries.push(heading(app, &format!("What version {} does · {which}", version.number), columns));
            entries.extend(numbered(app, &laid_out(&version.definition), LINES, columns));
        }
        None => {
            let words = "What it does is not written yet. e writes it, P publishes it.";
            entries.push(Entry::text(wrapped(words, app.theme.muted(), columns)));
        }
    }
    entries
}

fn head(app: &App, view: &WorkflowView, columns: usize) -> Vec<Line<'static>> {
    let row = &view.workflow;
    let version = row.active_version_number.map(|number| format!(" · version {number}")).unwrap_or_default();
    let stands = format!("{} {}{version}", workflow_shape(row.status), workflow_status(row.status));
    let unpublished = view.latest().filter(|latest| view.active().is_none_or(|active| latest.number > active.number));
    let mut lines = vec![line(&stands, workflow_style(app, row.status), columns)];
    lines.extend(unpublished.map(|latest| {
        let words = format!("✎ Version {} is written and not published yet: P", latest.number);
        line(&words, app.theme.note(), columns)
    }));
    let begins = row.engine != WorkflowEngine::Here && row.status == WorkflowStatus::Draft;
    lines.extend(begins.then(|| line("It begins with p.", app.theme.note(), columns)));
    lines.extend(wrapped(&row.purpose, app.theme.text(), columns));
    let good = row.last_good_at.map(|at| when::moment(at, app.now, app.zone));
    let good = good.unwrap_or_else(|| "never".into());
    lines.extend(fact(app, "Last good", &good, columns));
    let at_once = if row.at_once == 1 { "one run".into() } else { format!("{} runs", row.at_once) };
    lines.extend(fact(app, "At once", &at_once, columns));
    let by = match row.engine {
        WorkflowEngine::Here => None,
        WorkflowEngine::N8n => Some("an n8n of yours"),
        WorkflowEngine::Http => Some("another program of yours"),
    };
    lines.extend(by.into_iter().flat_map(|by| fact(app, "Run by", by, columns)));
    lines
}

/// How each day went, and how long half and nearly all of what succeeded took.
fn analytics(app: &App, analytics: &WorkflowAnalytics, columns: usize) -> Vec<Line<'static>> {
    let (succeeded, failed) = (analytics.succeeded, analytics.failed);
    if succeeded + failed == 0 {
        return vec![line("Nothing has ended.", app.theme.muted(), columns)];
    }
    let share = analytics.success_rate.map(|rate| format!(" · {:.0}% succeeded", rate * 100.0)).unwrap_or_default();
    let words = format!("{succeeded} succeeded, {failed} failed{share}");
    let mut lines = vec![line(&words, app.theme.text(), columns)];
    let days = analytics.days.iter().rev().take(columns.saturating_sub(12)).rev();
    let days: Vec<_> = days.map(|day| (count(day.succeeded), count(day.failed))).collect();
    let most = days.iter().map(|(good, bad)| (*good).max(*bad)).max().unwrap_or(0);
    let sparks =
        |which: fn(&(usize, usize)) -> usize| -> String { days.iter().map(|day| spark(which(day), most)).collect() };
    let row = |label: &str, sparks: String, style| {
        Line::from(vec![Span::styled(text::fit(label, 10), app.theme.muted()), Span::styled(sparks, style)])
    };
    lines.push(row("succeeded", sparks(|day| day.0), app.theme.positive()));
    if failed > 0 {
        lines.push(row("failed", sparks(|day| day.1), app.theme.danger()));
    }
    let long = |milliseconds: Option<i64>| milliseconds.map(|ms| lasting(TimeDelta::milliseconds(ms)));
    if let (Some(half), Some(most)) = (long(analytics.p50_milliseconds), long(analytics.p95_milliseconds)) {
        let words = format!("half took {half} at most, nineteen of twenty {most}");
        lines.push(line(&words, app.theme.muted(), columns));
    }
    lines
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

fn spark(count: usize, most: usize) -> &'static str {
    match bar::full(count, most, SPARKS.len()) {
        0 => "·",
        height => SPARKS[height - 1],
    }
}

fn run_entry(app: &App, run: &Run, columns: usize) -> Entry {
    let why = waits(run).map(|what| format!(" for {what}")).unwrap_or_default();
    let left = format!("{} {}{why} · by {}", run_shape(run.status), run_status(run.status), starter(run));
    let begun = when::moment(run.started_at.unwrap_or(run.created_at), app.now, app.zone);
    let right = format!("{begun} · {}", took(app, run));
    let line = sentence::ends(&left, run_style(app, run.status), &right, app.theme.muted(), columns);
    Entry::about(Subject::Run(run.id), vec![line])
}

fn version_entry(app: &App, view: &WorkflowView, version: &WorkflowVersion, columns: usize) -> Entry {
    let is_active = Some(version.id) == view.workflow.active_version_id;
    let (mark, style) = match (is_active, version.published_at) {
        (true, _) => ("● published", app.theme.positive()),
        (false, Some(_)) => ("○ published before", app.theme.muted()),
        (false, None) => ("✎ not published", app.theme.note()),
    };
    let left = format!("{} {mark} · {}", version.number, foreign::line(&version.author.name));
    let right = when::moment(version.created_at, app.now, app.zone);
    let line = sentence::ends(&left, style, &right, app.theme.muted(), columns);
    Entry::about(Subject::Definition(version.id), vec![line])
}
