use ratatui::{Frame, text::Line, widgets::Paragraph};

use crate::{
    app::{App, Overlay},
    keymap, text,
    widgets::frame,
};

/// Asks before something that cannot be taken back, and names the keys that answer.
pub fn draw(app: &App, asked: &Overlay, f: &mut Frame<'_>) {
    let (title, words) = match asked {
        Overlay::ConfirmClose(targets) => match targets.as_slice() {
            [one] => ("Close", format!("Close #{}? The client sees it closed.", one.number)),
            many => ("Close", format!("Close {} requests? Their clients see them closed.", many.len())),
        },
        Overlay::ConfirmDiscard => ("Throw away", "What you wrote here will be gone.".into()),
        _ => ("Quit", drafts(app.unsent())),
    };
    let keys = keymap::told(&app.contexts(), |_| true);
    let area = frame::centred(f.area(), 56, 5);
    let inside = frame::over(app, f, area, title, &keys);
    let lines: Vec<_> = text::wrap(&words, usize::from(inside.width).saturating_sub(2))
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), app.theme.strong()))
        .collect();
    f.render_widget(Paragraph::new(lines), inside);
}

fn drafts(count: usize) -> String {
    match count {
        1 => "One draft is not sent. It will be here when you come back.".into(),
        many => format!("{many} drafts are not sent. They will be here when you come back."),
    }
}
