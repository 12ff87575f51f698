use portico_openapi::types::Project;
use ratatui::{Frame, layout::Rect, text::Line};

use crate::{
    app::App,
    foreign, text, when,
    widgets::{bar, frame, rows},
};

const BAR: usize = 8;

/// Every project as a row, with its progress.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let inside = frame::draw(app, f, area, "Projects", !app.in_pane);
    let width = usize::from(inside.width);
    let client = if width < 64 { 10 } else { 18 };
    let due = if width < 64 { 0 } else { 12 };
    let name = width.saturating_sub(client + BAR + due + 14);
    let columns = [("Project", name), ("Client", client), ("Done", BAR + 5), ("Due", due)];
    let body = rows::heading(app, f, inside, &columns);
    let all = app.directory.get().map(|all| all.projects.as_slice()).unwrap_or_default();
    if all.is_empty() {
        let words = rows::absent(&app.directory.phase(), "There are no projects yet.");
        return rows::say(app, f, body, &words);
    }
    rows::draw(app, f, body, all, app.projects, |project| {
        let style = match project.status.to_string().as_str() {
            "active" => app.theme.text(),
            _ => app.theme.muted(),
        };
        let cells = [
            text::fit(&foreign::line(&project.name), name),
            text::fit(&foreign::line(&project.workspace.name), client),
            progress(project),
            text::fit(&project.due_on.map(when::date).unwrap_or_default(), due),
        ];
        Line::styled(cells.join(" "), style)
    });
}

/// A small bar and its numbers.
pub fn progress(project: &Project) -> String {
    let (done, total) = (count(project.tasks_done), count(project.tasks_total));
    let full = bar::full(done, total, BAR);
    let numbers = text::fit_right(&format!("{done}/{total}"), 5);
    format!("{}{}{numbers}", "█".repeat(full), "░".repeat(BAR - full))
}

fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}
