use portico_openapi::types::{
    Approval, ApprovalDecision, ApprovalFile, ApprovalStatus, ApprovalStep, ApprovalVersion, Verdict, WaitsOn,
};
use ratatui::{style::Style, text::Line};

use super::{due, history, remarks, style};
use crate::{
    action::Action,
    app::App,
    approvals::{kind, shape, size, standing, step_status, turn},
    draft::{Kind, Plan},
    foreign,
    keymap::Context,
    message::ApprovalView,
    office::Subject,
    remote::Phase,
    screens::sheet::Entry,
    text, when,
    widgets::{rows, sentence},
};

/// The frame's title.
pub fn title(app: &App) -> String {
    if planned(app).is_some() {
        return "A new approval".into();
    }
    match app.current_approval() {
        Some(approval) => format!("#{} {}", approval.number, approval.title),
        None => "Approval".into(),
    }
}

/// The approval that is being made, while its first version is written.
fn planned(app: &App) -> Option<&Plan> {
    app.composer.as_ref().filter(|composer| composer.place.kind == Kind::Approval)?;
    app.draft()?.plan()
}

/// An approval: what it is, its steps with their versions, and its history.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    if let Some(plan) = planned(app) {
        return vec![Entry::text(plan_lines(app, plan, columns))];
    }
    let view = match app.approval.data.phase() {
        Phase::Ready(view) => view,
        phase => {
            let words = foreign::line(&rows::absent(&phase, ""));
            return vec![Entry::text(vec![line(&words, app.theme.muted(), columns)])];
        }
    };
    let mut entries = vec![Entry::text(head(app, &view.approval, columns))];
    for step in &view.approval.steps {
        entries.push(Entry::about(Subject::Step(step.id), step_lines(app, view, step, columns)));
        let latest = step.versions.last().map(|version| version.id);
        for version in step.versions.iter().rev() {
            let is_latest = Some(version.id) == latest;
            entries.extend(of_version(app, view, version, is_latest, columns));
        }
    }
    entries.extend(history::entries(app, view, columns));
    entries
}

fn head(app: &App, approval: &Approval, columns: usize) -> Vec<Line<'static>> {
    let project = approval.project.as_ref().map(|project| format!(" · ▸ {}", project.name)).unwrap_or_default();
    let facts = [
        format!("{} {}", shape(approval.status), standing(approval)),
        waits_on(app, approval),
        due(app, approval.due_at),
        if approval.archived_at.is_some() { "in the archive".into() } else { String::new() },
    ];
    let facts = facts.iter().filter(|fact| !fact.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
    let order = if approval.parallel && approval.steps.len() > 1 { " · all steps at once" } else { "" };
    let by = format!("by {}, {}{order}", approval.author.name, when::moment(approval.created_at, app.now, app.zone));
    vec![
        line(&format!("{}{project}", approval.workspace.name), app.theme.strong(), columns),
        line(&facts, style(app, approval.status), columns),
        line(&by, app.theme.muted(), columns),
        Line::default(),
    ]
}

fn waits_on(app: &App, approval: &Approval) -> String {
    match (approval.waits_on, when::span(app.now - approval.waits_since)) {
        (WaitsOn::Nobody, _) => String::new(),
        (side, span) if span == "now" => format!("waits on {}", turn(side)),
        (side, span) => format!("waits on {} {span}", turn(side)),
    }
}

/// What is said where nobody is left who could decide.
const UNREACHABLE: &str = "Nobody can decide: those who could are gone or may not any more. Let somebody approve work.";

fn step_lines(app: &App, view: &ApprovalView, step: &ApprovalStep, columns: usize) -> Vec<Line<'static>> {
    let left = format!("{} Step {} · {} · {}", shape(step.status), step.position, step.title, step_status(step));
    let certificate =
        if step.status == ApprovalStatus::Approved { "d certificate".into() } else { due(app, step.due_at) };
    let mut lines = vec![sentence::ends(&left, app.theme.accent(), &certificate, app.theme.muted(), columns)];
    let who = match step.reviewers.as_slice() {
        [] => "all who may approve work".to_owned(),
        named => named.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", "),
    };
    let reminded = step.reminded_at.map(|at| format!(" · reminded {}", when::moment(at, app.now, app.zone)));
    let decides = format!("decided on by {who}; {}{}", kind(step.rule, step.quorum), reminded.unwrap_or_default());
    lines.extend(wrapped(&decides, app.theme.muted(), columns));
    if step.unreachable_since.is_some() {
        lines.extend(wrapped(UNREACHABLE, app.theme.warning(), columns));
    }
    if !step.instructions.is_empty() {
        lines.extend(wrapped(&step.instructions, app.theme.text(), columns));
    }
    if step.versions.is_empty() {
        let key = app.keymap.key(Context::Opened, Action::Version);
        let words = match view.approval.archived_at {
            Some(_) => "No version.".into(),
            None => format!("No version yet; {key} writes one."),
        };
        lines.push(line(&words, app.theme.muted(), columns));
    }
    lines.push(Line::default());
    lines
}

fn of_version(
    app: &App,
    view: &ApprovalView,
    version: &ApprovalVersion,
    is_latest: bool,
    columns: usize,
) -> Vec<Entry> {
    let earlier = if is_latest { "" } else { " · earlier" };
    let left = format!("Version {} · {}{earlier}", version.number, version.author.name);
    let at = when::moment(version.created_at, app.now, app.zone);
    let mut lines = vec![sentence::ends(&left, app.theme.strong(), &at, app.theme.muted(), columns)];
    if !version.body.is_empty() {
        lines.extend(sentence::edged(&version.body, "│ ", app.theme.reply(), columns));
    }
    let mut entries = vec![Entry::about(Subject::Version(version.id), lines)];
    for file in version.files.iter().flatten() {
        entries.push(Entry::about(Subject::ApprovalFile(file.id), vec![file_line(app, file, columns)]));
    }
    let decided: Vec<_> = view.decisions.iter().filter(|decision| decision.version_id == version.id).collect();
    entries.extend(decided.iter().map(|decision| Entry::text(decision_lines(app, decision, columns))));
    entries.extend(remarks::entries(app, view, version, columns));
    entries.push(Entry::text(vec![Line::default()]));
    entries
}

fn file_line(app: &App, file: &ApprovalFile, columns: usize) -> Line<'static> {
    let bytes = u64::try_from(file.size).unwrap_or_default();
    let facts = format!("{} · {}", file.media_type, size(bytes));
    sentence::ends(&format!("  ▤ {}", file.name), app.theme.text(), &facts, app.theme.muted(), columns)
}

fn decision_lines(app: &App, decision: &ApprovalDecision, columns: usize) -> Vec<Line<'static>> {
    let (words, style) = match decision.verdict {
        Verdict::Approved => ("✓ approved by", app.theme.positive()),
        Verdict::ChangesRequested => ("▲ changes asked for by", app.theme.warning()),
        Verdict::Withdrawn => ("↩ taken back by", app.theme.muted()),
    };
    let at = when::moment(decision.created_at, app.now, app.zone);
    let left = format!("  {words} {}", decision.author.name);
    let mut lines = vec![sentence::ends(&left, style, &at, app.theme.muted(), columns)];
    if !decision.feedback.is_empty() {
        lines.extend(sentence::edged(&decision.feedback, "    ", style, columns));
    }
    lines
}

fn plan_lines(app: &App, plan: &Plan, columns: usize) -> Vec<Line<'static>> {
    let order = if plan.parallel && plan.steps.len() > 1 { " · all steps at once" } else { "" };
    let mut lines = vec![
        line(&plan.title, app.theme.strong(), columns),
        line(&format!("for {}{order}", plan.client), app.theme.text(), columns),
    ];
    for (number, step) in plan.steps.iter().enumerate() {
        let due = step.due_at.map(|at| format!("due {}", when::moment(at, app.now, app.zone))).unwrap_or_default();
        let left = format!("{} {}", number + 1, step.title);
        lines.push(sentence::ends(&left, app.theme.accent(), &due, app.theme.muted(), columns));
        let who = match step.reviewers.as_slice() {
            [] => "all who may approve work".to_owned(),
            named => named.join(", "),
        };
        let decides = format!("  decided on by {who}; {}", kind(step.rule, step.quorum));
        lines.extend(wrapped(&decides, app.theme.muted(), columns));
    }
    lines.push(Line::default());
    lines.extend(wrapped(
        "Below is the first version of the first step: a text, files, or both.",
        app.theme.muted(),
        columns,
    ));
    lines
}

pub(super) fn line(words: &str, style: Style, columns: usize) -> Line<'static> {
    Line::styled(text::cut(&foreign::line(words), columns), style)
}

pub(super) fn wrapped(words: &str, style: Style, columns: usize) -> Vec<Line<'static>> {
    text::wrap(&foreign::block(words), columns).into_iter().map(|line| Line::styled(line, style)).collect()
}
