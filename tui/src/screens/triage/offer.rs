use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{app::App, foreign, text, triage::Fault, widgets::frame};

/// The most that is offered at once.
const MOST: usize = 6;
const WIDTH: u16 = 64;

/// What the filter can become, or what is wrong with it, above the line in which it is typed.
pub fn draw(app: &App, f: &mut Frame<'_>, bottom: Rect) {
    let width = WIDTH.min(bottom.width);
    let lines = lines(app, usize::from(width.saturating_sub(2)));
    let height = u16::try_from(lines.len()).unwrap_or(0) + 2;
    if lines.is_empty() || bottom.y < height || width < 3 {
        return;
    }
    let area = Rect { x: bottom.x, y: bottom.y - height, width, height };
    let inside = frame::over(app, f, area, "", "");
    f.render_widget(Paragraph::new(lines), inside);
}

fn lines(app: &App, columns: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let offers = app.filter_offers();
    // What is not written yet is no fault while there is something to offer for it.
    let told = app.triage.fault.as_ref().filter(|fault| offers.is_empty() || !word(fault).is_some_and(str::is_empty));
    if let Some(fault) = told {
        let at = word(fault).filter(|word| !word.is_empty()).map(|word| format!("“{word}”: ")).unwrap_or_default();
        let words = foreign::line(&format!("✕ {at}{}", fault.message));
        let told = text::wrap(&words, columns.saturating_sub(2)).into_iter().take(3);
        lines.extend(told.map(|line| Line::styled(text::fit(&format!(" {line}"), columns), app.theme.danger())));
    }
    let first = (app.triage.offered + 1).saturating_sub(MOST);
    for (index, offer) in offers.iter().enumerate().skip(first).take(MOST) {
        let name = text::fit(&foreign::line(&format!(" {}", offer.text)), 24.min(columns));
        let meaning = text::fit(offer.meaning, columns.saturating_sub(text::width(&name)));
        lines.push(match index == app.triage.offered {
            true => Line::styled(format!("{name}{meaning}"), app.theme.selected()),
            false => Line::from(vec![Span::raw(name), Span::styled(meaning, app.theme.muted())]),
        });
    }
    lines
}

fn word(fault: &Fault) -> Option<&str> {
    fault.place.as_ref().map(|(_, word)| word.as_str())
}
