use ratatui::{Frame, layout::Rect, text::Line};

use super::{day, heading, style, waits};
use crate::{
    app::App,
    approvals::{shape, standing},
    foreign, text,
    widgets::{frame, rows},
};

/// Every approval as a row.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let inside = frame::draw(app, f, area, &heading(app), !app.in_pane);
    let width = usize::from(inside.width);
    let (client, late) = if width < 70 { (12, 0) } else { (14, 8) };
    let waiting = 10;
    let name = width.saturating_sub(client + late + waiting + 15 + 4);
    let columns = [("Status", 15), ("Approval", name), ("Client", client), ("Waits", waiting), ("Due", late)];
    let body = rows::heading(app, f, inside, &columns);
    if app.board.rows().is_empty() {
        let words = rows::absent(&app.board.phase(), super::board::NOTHING);
        return rows::say(app, f, body, &words);
    }
    rows::draw(app, f, body, app.board.rows(), app.board.cursor, |row| {
        let cells = [
            text::fit(&format!("{} {}", shape(row.status), standing(row)), 15),
            text::fit(&foreign::line(&row.title), name),
            text::fit(&foreign::line(&row.workspace.name), client),
            text::fit(&waits(app, row), waiting),
            text::fit(&day(app, row.due_at), late),
        ];
        Line::styled(cells.join(" "), style(app, row.status))
    });
}
