use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    widgets::{Block, BorderType, Clear},
};

use crate::{app::App, foreign, layout, text};

/// A frame with a title; the one that has the keys is heavier. Answers what is inside.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect, title: &str, active: bool) -> Rect {
    let (style, kind) = match active {
        true => (app.theme.accent(), BorderType::Thick),
        false => (app.theme.muted(), BorderType::Plain),
    };
    let title = titled(title, area);
    let block = Block::bordered().border_type(kind).border_style(style).title(title);
    f.render_widget(block, area);
    layout::inside(area)
}

/// A frame over everything else. Answers what is inside.
pub fn over(app: &App, f: &mut Frame<'_>, area: Rect, title: &str, foot: &str) -> Rect {
    f.render_widget(Clear, area);
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(app.theme.accent())
        .title(titled(title, area))
        .title_bottom(titled(foot, area));
    f.render_widget(block, area);
    layout::inside(area)
}

/// A title as it stands in a frame of that width.
pub fn titled(title: &str, area: Rect) -> ratatui::text::Span<'static> {
    let room = usize::from(area.width).saturating_sub(4);
    if room < 3 || title.is_empty() {
        return Default::default();
    }
    ratatui::text::Span::styled(format!(" {} ", text::cut(&foreign::line(title), room - 2)), Style::new())
}

/// A box of at most that size in the middle of the screen.
pub fn centred(screen: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(screen.width), height.min(screen.height));
    Rect { x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 2, width, height }
}
