use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{action::Action, app::App, foreign, keymap, layout, picker::Picker, text, widgets::frame};

fn area(screen: Rect) -> Rect {
    frame::centred(screen, 66, 18)
}

/// Where the items go.
pub fn list(screen: Rect) -> Rect {
    let inside = layout::inside(area(screen));
    Rect { y: inside.y.saturating_add(1), height: inside.height.saturating_sub(1), ..inside }
}

/// How many items are on the screen.
pub fn rows(screen: Rect) -> usize {
    list(screen).height.into()
}

/// Draws a picker over everything else.
pub fn draw(app: &App, picker: &Picker, f: &mut Frame<'_>) {
    let screen = f.area();
    let foot = keymap::told(&app.contexts(), |action| action != Action::Up && action != Action::Down);
    let inside = frame::over(app, f, area(screen), &picker.title, &foot);
    query(app, picker, f, inside);
    let list = list(screen);
    if picker.found.is_empty() {
        let line = Line::styled(" Nothing matches.", app.theme.muted());
        f.render_widget(Paragraph::new(line), list);
        return;
    }
    let shown = picker.found.iter().enumerate().skip(picker.cursor.offset).take(list.height.into());
    let lines: Vec<_> =
        shown.map(|(place, index)| item(app, picker, *index, place == picker.cursor.index, list.width)).collect();
    f.render_widget(Paragraph::new(lines), list);
}

fn query(app: &App, picker: &Picker, f: &mut Frame<'_>, inside: Rect) {
    if inside.is_empty() {
        return;
    }
    let (shown, column) = picker.query.shown(usize::from(inside.width).saturating_sub(3), false);
    let line = Line::from(vec![Span::styled("› ", app.theme.accent()), Span::raw(shown)]);
    f.render_widget(Paragraph::new(line), Rect { height: 1, ..inside });
    let x = inside.x + 2 + u16::try_from(column).unwrap_or(0);
    f.set_cursor_position(Position { x: x.min(inside.right().saturating_sub(1)), y: inside.y });
}

fn item(app: &App, picker: &Picker, index: usize, here: bool, width: u16) -> Line<'static> {
    let Some(item) = picker.items.get(index) else {
        return Line::default();
    };
    let tick = match (picker.many, picker.holds(index)) {
        (true, true) => "[✓] ",
        (true, false) => "[ ] ",
        (false, true) => "✓ ",
        (false, false) => "  ",
    };
    let columns = usize::from(width);
    let label = format!("{tick}{}", foreign::line(&item.label));
    let detail = foreign::line(&item.detail);
    let room = columns.saturating_sub(text::width(&label) + 2);
    let detail = if room > 4 { text::cut(&detail, room) } else { String::new() };
    let left = text::fit(&label, columns.saturating_sub(text::width(&detail) + 1));
    if here {
        return Line::styled(format!("{left}{detail} "), app.theme.selected());
    }
    Line::from(vec![Span::raw(left), Span::styled(detail, app.theme.muted())])
}
