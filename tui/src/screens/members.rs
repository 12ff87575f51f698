use portico_openapi::types::Permissions;
use ratatui::text::Line;

use crate::{
    app::App,
    foreign,
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
pub fn lines(app: &App, columns: usize) -> Vec<Line<'static>> {
    let members = match app.members.data.phase() {
        Phase::Ready(members) => members,
        Phase::Idle => {
            return vec![Line::styled(" enter shows a client's people.", app.theme.muted())];
        }
        phase => {
            let words = foreign::line(&rows::absent(&phase, ""));
            return vec![Line::styled(format!(" {}", text::cut(&words, columns)), app.theme.muted())];
        }
    };
    if members.is_empty() {
        return vec![Line::styled(" Nobody has been invited yet.", app.theme.muted())];
    }
    let mut lines = Vec::new();
    for member in members.iter() {
        let style = app.theme.strong();
        lines.push(sentence::ends(&member.name, style, &member.email, app.theme.muted(), columns));
        let may = text::wrap(&may(&member.permissions), columns.saturating_sub(2));
        lines.extend(may.into_iter().map(|line| Line::raw(format!("  {line}"))));
        lines.push(Line::default());
    }
    lines
}

fn may(permissions: &Permissions) -> String {
    let each = [
        (permissions.can_view_invoices, "sees invoices"),
        (permissions.can_approve_work, "approves work"),
        (permissions.can_comment, "comments"),
        (permissions.can_submit_requests, "sends requests"),
        (permissions.can_run_workflows, "runs workflows"),
        (permissions.can_manage_connections, "manages connections"),
        (permissions.can_invite_colleagues, "invites colleagues"),
    ];
    let held: Vec<_> = each.into_iter().filter(|(may, _)| *may).map(|(_, words)| words).collect();
    if held.is_empty() { "may only look".into() } else { held.join(", ") }
}
