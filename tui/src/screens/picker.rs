use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{
    action::Action,
    app::App,
    foreign, layout,
    picker::{Choice, Picker},
    text,
    widgets::frame,
};

fn area(screen: Rect, previews: bool) -> Rect {
    let (width, height) = if previews { (84, 22) } else { (66, 18) };
    frame::centred(screen, width, height)
}

/// Where the items go.
pub fn list(screen: Rect, previews: bool) -> Rect {
    let inside = layout::inside(area(screen, previews));
    let rows = inside.height.saturating_sub(1);
    let height = if previews { rows.min(PREVIEWED) } else { rows };
    Rect { y: inside.y.saturating_add(1), height, ..inside }
}

/// How many items stand above what would come of one.
const PREVIEWED: u16 = 6;

/// How many items are on the screen.
pub fn rows(screen: Rect, previews: bool) -> usize {
    list(screen, previews).height.into()
}

/// Draws a picker over everything else.
pub fn draw(app: &App, picker: &Picker, f: &mut Frame<'_>) {
    let screen = f.area();
    let foot = app.keymap.told(&app.contexts(), |action| action != Action::Up && action != Action::Down);
    let inside = frame::over(app, f, area(screen, picker.previews), &picker.title, &foot);
    query(app, picker, f, inside);
    let list = list(screen, picker.previews);
    if picker.previews {
        let below = Rect { y: list.bottom(), height: inside.bottom().saturating_sub(list.bottom()), ..inside };
        preview(app, picker, f, below);
    }
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

/// What would come of the item under the cursor.
fn preview(app: &App, picker: &Picker, f: &mut Frame<'_>, area: Rect) {
    if area.height < 2 {
        return;
    }
    let columns = usize::from(area.width);
    let words = match picker.current().and_then(|index| picker.items.get(index)).map(|item| &item.choice) {
        Some(Choice::Canned(id)) => app.triage.canned.text(*id),
        Some(Choice::Split(id)) => {
            let said = app.conversation.data.get().map(|open| open.messages.as_slice()).unwrap_or_default();
            said.iter().find(|message| message.id == *id).map(|message| message.body.as_str())
        }
        _ => return,
    };
    let mut lines = vec![Line::styled("─".repeat(columns), app.theme.muted())];
    match words {
        Some(words) => lines.extend(
            text::wrap(&foreign::block(words), columns.saturating_sub(2))
                .into_iter()
                .map(|line| Line::styled(format!(" {line}"), app.theme.reply())),
        ),
        None => lines.push(Line::styled(" Loading …", app.theme.muted())),
    }
    lines.truncate(area.height.into());
    f.render_widget(Paragraph::new(lines), area);
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
