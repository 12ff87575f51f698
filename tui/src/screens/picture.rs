use ratatui::{Frame, layout::Rect, text::Line, widgets::Paragraph};
use ratatui_image::Image;

use crate::{
    action::Action,
    app::{App, Shown},
    foreign, layout,
    remote::Phase,
    text,
    widgets::frame,
};

/// Where a picture is drawn.
pub fn room(screen: Rect) -> Rect {
    let area = area(screen);
    let inside = layout::inside(area);
    Rect { height: inside.height.saturating_sub(1), ..inside }
}

fn area(screen: Rect) -> Rect {
    frame::centred(screen, 120, screen.height.saturating_sub(2))
}

/// Draws a picture over everything else.
pub fn draw(app: &App, shown: &Shown, f: &mut Frame<'_>) {
    let keys = app.keymap.told(&app.contexts(), |action| action != Action::Copy);
    let inside = frame::over(app, f, area(f.area()), &shown.name, &keys);
    if inside.is_empty() {
        return;
    }
    let facts = text::cut(&foreign::line(&shown.facts), inside.width.saturating_sub(2).into());
    let line = Rect { y: inside.bottom() - 1, height: 1, ..inside };
    f.render_widget(Paragraph::new(Line::styled(format!(" {facts}"), app.theme.muted())), line);
    let room = Rect { height: inside.height - 1, ..inside };
    let words = match shown.picture.phase() {
        Phase::Ready(picture) => {
            let size = picture.drawn.size();
            if size.width > room.width || size.height > room.height {
                return;
            }
            let place = frame::centred(room, size.width, size.height);
            return f.render_widget(Image::new(&picture.drawn), place);
        }
        Phase::Failed(error) => error.message.clone(),
        Phase::Idle | Phase::Loading => "Loading …".into(),
    };
    let lines: Vec<_> = text::wrap(&foreign::line(&words), room.width.saturating_sub(2).into())
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), app.theme.muted()))
        .collect();
    f.render_widget(Paragraph::new(lines), room);
}
