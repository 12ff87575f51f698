use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{
    app::App,
    keymap::{Context, HEADINGS},
    layout, text,
    widgets::frame,
};

/// The keys, straight from the table that the dispatcher uses: first what holds on the screen, last what does everywhere.
pub fn lines(app: &App) -> Vec<Line<'static>> {
    let here = app.contexts_of_view();
    let mut headings = HEADINGS.to_vec();
    headings.sort_by_key(|(context, _)| match context {
        Context::Everywhere => usize::MAX,
        context => here.iter().position(|near| near == context).unwrap_or(here.len()),
    });
    let mut lines = Vec::new();
    for (context, heading) in headings {
        lines.push(Line::styled(heading, app.theme.accent()));
        for binding in app.keymap.within(context) {
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

fn area(screen: Rect) -> Rect {
    frame::centred(screen, 64, screen.height.saturating_sub(2))
}

/// The line that stands at the top when the end is seen.
pub fn last(app: &App) -> usize {
    lines(app).len().saturating_sub(layout::inside(area(app.screen)).height.into())
}

/// Draws help over everything else.
pub fn draw(app: &App, top: usize, f: &mut Frame<'_>) {
    let area = area(f.area());
    let inside = frame::over(app, f, area, "Keys", &app.keymap.told(&[Context::Help], |_| true));
    let lines = lines(app);
    let last = lines.len().saturating_sub(inside.height.into());
    let shown: Vec<_> = lines.into_iter().skip(top.min(last)).take(inside.height.into()).collect();
    f.render_widget(Paragraph::new(shown), inside);
}
