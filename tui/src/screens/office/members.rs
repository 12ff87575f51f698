use portico_openapi::types::Member;
use ratatui::text::Line;

use super::super::sheet::Entry;
use crate::{
    app::App,
    foreign,
    office::{Subject, may},
    remote::Phase,
    text,
    widgets::{rows, sentence},
};

/// The frame's title.
pub fn title(app: &App) -> String {
    let all = app.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
    match all.iter().find(|workspace| Some(workspace.id) == app.members.id) {
        Some(workspace) => format!("{} · people", workspace.name),
        None => "People".into(),
    }
}

/// The people of a client, and what each may do.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let quiet = |words: &str| {
        let words = text::cut(&foreign::line(words), columns.saturating_sub(1));
        vec![Entry::text(vec![Line::styled(format!(" {words}"), app.theme.muted())])]
    };
    let members = match app.members.data.phase() {
        Phase::Ready(members) if members.is_empty() => return quiet("Nobody has been invited yet."),
        Phase::Ready(members) => members,
        Phase::Idle => return quiet("enter shows a client's people."),
        phase => return quiet(&rows::absent(&phase, "")),
    };
    members.iter().map(|member| entry(app, member, columns)).collect()
}

fn entry(app: &App, member: &Member, columns: usize) -> Entry {
    let style = app.theme.strong();
    let mut lines = vec![sentence::ends(&member.name, style, &member.email, app.theme.muted(), columns)];
    let words = text::wrap(&may(&member.permissions), columns.saturating_sub(2));
    lines.extend(words.into_iter().map(|line| Line::raw(format!("  {line}"))));
    lines.push(Line::default());
    Entry::about(Subject::Member(member.id), lines)
}
