use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use crate::{
    app::App,
    foreign, text, when,
    widgets::{frame, rows},
};

/// What the person was told; what is unread stands out.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let inside = frame::draw(app, f, area, "Notifications", true);
    let all = app.notifications.get().map(Vec::as_slice).unwrap_or_default();
    if all.is_empty() {
        let words = rows::absent(&app.notifications.phase(), "Nobody has told you anything yet.");
        return rows::say(app, f, inside, &words);
    }
    let width = usize::from(inside.width);
    rows::draw(app, f, inside, all, app.notification, |notification| {
        let (mark, style) = match notification.read_at {
            None => ("● ", app.theme.strong()),
            Some(_) => ("  ", app.theme.muted()),
        };
        let at = when::moment(notification.created_at, app.now, app.zone);
        let room = width.saturating_sub(text::width(&at) + 3);
        Line::from(vec![
            Span::styled(mark, app.theme.accent()),
            Span::styled(text::fit(&foreign::line(&notification.title), room), style),
            Span::styled(format!(" {at}"), app.theme.muted()),
        ])
    });
}
