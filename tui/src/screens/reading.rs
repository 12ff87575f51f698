use ratatui::{Frame, text::Line, widgets::Paragraph};

use crate::{action::Action, app::App, app::Reading, foreign, text, widgets::frame};

/// Draws a text over everything else.
pub fn draw(app: &App, reading: &Reading, f: &mut Frame<'_>) {
    let screen = f.area();
    let columns = usize::from(screen.width.min(84)).saturating_sub(4);
    let lines = text::wrap(&foreign::block(&reading.text), columns);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let area = frame::centred(screen, 84, height.min(screen.height.saturating_sub(2)));
    let copies = reading.copy.is_some();
    let keys = app.keymap.told(&app.contexts(), |action| action != Action::Copy || copies);
    let inside = frame::over(app, f, area, &reading.title, &keys);
    let last = lines.len().saturating_sub(inside.height.into());
    let shown: Vec<_> = lines
        .into_iter()
        .skip(reading.top.min(last))
        .take(inside.height.into())
        .map(|line| Line::raw(format!(" {line}")))
        .collect();
    f.render_widget(Paragraph::new(shown), inside);
}
