use ratatui::{Frame, layout::Rect, text::Line};

use crate::{
    app::App,
    foreign, text,
    widgets::{frame, rows},
};

/// Every client as a row.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let inside = frame::draw(app, f, area, "Workspaces", !app.in_pane);
    let width = usize::from(inside.width);
    let managers = if width < 64 { 12 } else { 24 };
    let name = width.saturating_sub(managers + 7);
    let columns = [("Client", name), ("Open", 5), ("Managers", managers)];
    let body = rows::heading(app, f, inside, &columns);
    let all = app.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
    if all.is_empty() {
        let words = rows::absent(&app.directory.phase(), "There are no clients yet.");
        return rows::say(app, f, body, &words);
    }
    rows::draw(app, f, body, all, app.workspaces, |workspace| {
        let archived = if workspace.archived_at.is_some() { "archived · " } else { "" };
        let people: Vec<_> = workspace.managers.iter().map(|person| person.name.as_str()).collect();
        let cells = [
            text::fit(&foreign::line(&format!("{archived}{}", workspace.name)), name),
            text::fit_right(&workspace.open_requests.to_string(), 5),
            text::fit(&foreign::line(&people.join(", ")), managers),
        ];
        let style = if workspace.archived_at.is_some() { app.theme.muted() } else { app.theme.text() };
        Line::styled(cells.join(" "), style)
    });
}
