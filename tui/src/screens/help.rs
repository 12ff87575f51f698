use ratatui::{
    Frame,
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{
    app::App,
    keymap::{Context, HEADINGS},
    text,
    widgets::frame,
};

/// The keys, straight from the table that the dispatcher uses.
pub fn lines(app: &App) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (context, heading) in HEADINGS {
        lines.push(Line::styled(*heading, app.theme.accent()));
        for binding in app.keymap.within(*context) {
            let keys = match binding.names() {
                names if names.is_empty() => ": palette".into(),
                names => names,
            };
            lines.push(Line::from(vec![
                Span::styled(format!("  {}", text::fit(&keys, 20)), app.theme.strong()),
                Span::raw(format!(" {}", binding.label)),
            ]));
        }
        lines.push(Line::default());
    }
    lines
}

/// Draws help over everything else.
pub fn draw(app: &App, top: usize, f: &mut Frame<'_>) {
    let screen = f.area();
    let area = frame::centred(screen, 64, screen.height.saturating_sub(2));
    let inside = frame::over(app, f, area, "Keys", &app.keymap.told(&[Context::Help], |_| true));
    let lines = lines(app);
    let last = lines.len().saturating_sub(inside.height.into());
    let shown: Vec<_> = lines.into_iter().skip(top.min(last)).take(inside.height.into()).collect();
    f.render_widget(Paragraph::new(shown), inside);
}
