use ratatui::{
    Frame,
    layout::Rect,
    text::Line,
    widgets::{Block, BorderType, Clear, Paragraph},
};

use crate::{action::Action, app::App, draft::Kind, foreign, keymap, layout, text, widgets::frame};

/// Draws what is being written. A note's composer has another frame, colour, title and send key than
/// a reply's.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let (Some(composer), Some(draft)) = (&app.composer, app.draft()) else {
        return;
    };
    if area.is_empty() {
        return;
    }
    let (title, style, border) = match composer.place.kind {
        Kind::Reply => (reply_title(app), app.theme.reply(), BorderType::Plain),
        Kind::Note => ("INTERNAL — the client never sees this".into(), app.theme.note(), BorderType::Double),
        Kind::Comment => ("Comment · the client sees this".into(), app.theme.reply(), BorderType::Plain),
    };
    let title = match draft.sending {
        Some(_) => format!("{title} · sending …"),
        None => title,
    };
    let keys = keymap::told(&app.contexts(), |action| matches!(action, Action::Send | Action::Back));
    let block = Block::bordered()
        .border_type(border)
        .border_style(style)
        .title(frame::titled(&title, area))
        .title_bottom(frame::titled(&keys, area));
    f.render_widget(Clear, area);
    f.render_widget(block, area);
    let inside = layout::inside(area);
    let failure = failure(app, inside);
    let height = u16::try_from(failure.len()).unwrap_or(0);
    let writing = Rect { height: inside.height - height, ..inside };
    f.render_widget(&composer.area, writing);
    let below = Rect { y: writing.bottom(), height, ..inside };
    f.render_widget(Paragraph::new(failure), below);
}

fn reply_title(app: &App) -> String {
    match app.subject() {
        Some(request) => format!("Reply · {} sees this", request.workspace.name),
        None => "Reply · the client sees this".into(),
    }
}

/// Why the last attempt failed stays in sight while the text is mended; the text keeps most of the room.
fn failure(app: &App, inside: Rect) -> Vec<Line<'static>> {
    let Some(reason) = app.draft().and_then(|draft| draft.failure.as_ref()) else {
        return Vec::new();
    };
    let words = format!("✕ Not sent, kept here: {}", foreign::line(reason));
    text::wrap(&words, inside.width.into())
        .into_iter()
        .take(usize::from(inside.height / 3))
        .map(|line| Line::styled(line, app.theme.danger()))
        .collect()
}
