use portico_openapi::types::{Task, TaskStatus};
use ratatui::{style::Style, text::Line};

use super::projects::progress;
use crate::{
    app::App,
    foreign,
    message::ProjectView,
    remote::Phase,
    text, when,
    widgets::{rows, sentence},
};

/// The frame's title.
pub fn title(app: &App) -> String {
    match app.project.data.get() {
        Some(view) => view.project.name.clone(),
        None => "Project".into(),
    }
}

/// Milestones with their tasks, then what was said.
pub fn lines(app: &App, columns: usize) -> Vec<Line<'static>> {
    let view = match app.project.data.phase() {
        Phase::Ready(view) => view,
        Phase::Idle => return vec![Line::styled(" enter opens a project.", app.theme.muted())],
        phase => {
            let words = foreign::line(&rows::absent(&phase, ""));
            return vec![Line::styled(format!(" {}", text::cut(&words, columns)), app.theme.muted())];
        }
    };
    let project = &view.project;
    let due = project.due_on.map(|due| format!(" · due {}", when::date(due))).unwrap_or_default();
    let facts = format!("{} · {}{due} · {}", project.workspace.name, project.status, progress(project));
    let mut lines = vec![line(&facts, app.theme.strong(), columns)];
    lines.extend(plain(&project.summary, app.theme.text(), columns));
    lines.push(Line::default());
    lines.extend(work(app, view, columns));
    lines.push(line("Comments · the client sees these", app.theme.accent(), columns));
    for comment in &view.comments {
        let who = format!("{} · {}", comment.author.name, comment.author.kind);
        let at = when::moment(comment.created_at, app.now, app.zone);
        lines.push(sentence::ends(&who, app.theme.strong(), &at, app.theme.muted(), columns));
        let body = sentence::with_files(&comment.body, comment.files.iter().map(|file| (&file.name, file.size)));
        lines.extend(sentence::edged(&body, "│ ", app.theme.client(), columns));
        lines.push(Line::default());
    }
    lines
}

fn work(app: &App, view: &ProjectView, columns: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for milestone in &view.milestones {
        let state = match (milestone.completed_at, milestone.due_on) {
            (Some(_), _) => "done".into(),
            (None, Some(due)) => format!("due {}", when::date(due)),
            (None, None) => "no date".into(),
        };
        let style = app.theme.accent();
        lines.push(sentence::ends(&milestone.name, style, &state, app.theme.muted(), columns));
        let own = view.tasks.iter().filter(|task| task.milestone_id == Some(milestone.id));
        lines.extend(own.map(|one| task(app, one, columns)));
        lines.push(Line::default());
    }
    let mut loose = view.tasks.iter().filter(|task| task.milestone_id.is_none()).peekable();
    if loose.peek().is_some() {
        lines.push(line("Tasks without a milestone", app.theme.accent(), columns));
        lines.extend(loose.map(|one| task(app, one, columns)));
        lines.push(Line::default());
    }
    lines
}

fn task(app: &App, task: &Task, columns: usize) -> Line<'static> {
    let (shape, style) = match task.status {
        TaskStatus::Todo => ("[ ]", app.theme.text()),
        TaskStatus::InProgress => ("[▸]", app.theme.strong()),
        TaskStatus::Done => ("[✓]", app.theme.muted()),
    };
    let who: Vec<_> = task.assignees.iter().map(|person| person.name.as_str()).collect();
    let left = format!("  {shape} {}", task.title);
    sentence::ends(&left, style, &who.join(", "), app.theme.muted(), columns)
}

fn line(words: &str, style: Style, columns: usize) -> Line<'static> {
    Line::styled(text::cut(&foreign::line(words), columns), style)
}

fn plain(words: &str, style: Style, columns: usize) -> Vec<Line<'static>> {
    let lines = text::wrap(&foreign::block(words), columns);
    lines.into_iter().map(|line| Line::styled(line, style)).collect()
}
