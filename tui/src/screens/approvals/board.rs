use portico_openapi::types::Approval;
use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Block, BorderType, Paragraph},
};

use super::{due, heading, style, waits};
use crate::{
    app::App,
    approvals::{COLUMNS, is_unsent, shape, standing, status},
    foreign, layout, text,
    widgets::{frame, rows},
};

/// What is said where there is none.
pub const NOTHING: &str = "There are no approvals here. n makes one.";

/// Lines of a card, with the empty one below it.
const CARD: usize = 4;

/// The approvals side by side, by status.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let inside = frame::draw(app, f, area, &heading(app), true);
    if app.board.rows().is_empty() {
        return rows::say(app, f, inside, &rows::absent(&app.board.phase(), NOTHING));
    }
    for (number, area) in areas(inside).into_iter().enumerate() {
        column(app, f, area, number);
    }
}

fn areas(inside: Rect) -> [Rect; 4] {
    let wide = inside.width / 4;
    std::array::from_fn(|number| {
        let x = inside.x + wide * u16::try_from(number).unwrap_or(0);
        let width = if number == 3 { inside.right() - x } else { wide };
        Rect { x, width, ..inside }
    })
}

fn column(app: &App, f: &mut Frame<'_>, area: Rect, number: usize) {
    let (start, rows) = app.board.column(number);
    let here = app.board.at_column() == number;
    let of = COLUMNS[number];
    let title = format!(" {} {} {} ", shape(of), status(of), rows.len());
    let border = if here { app.theme.accent() } else { app.theme.muted() };
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(border)
        .title(Span::styled(title, style(app, of)));
    f.render_widget(block, area);
    let inside = layout::inside(area);
    let columns = usize::from(inside.width).saturating_sub(1);
    let first = first(app, number, inside);
    let fitting = usize::from(inside.height) / CARD + 1;
    let lines: Vec<_> = rows
        .iter()
        .enumerate()
        .skip(first)
        .take(fitting)
        .flat_map(|(index, row)| card(app, row, start + index == app.board.cursor.index, columns))
        .take(inside.height.into())
        .collect();
    f.render_widget(Paragraph::new(lines), inside);
}

/// The first card of a column that is on the screen.
fn first(app: &App, number: usize, inside: Rect) -> usize {
    let (start, rows) = app.board.column(number);
    let whole = (usize::from(inside.height) / CARD).max(1);
    match app.board.cursor.index.checked_sub(start).filter(|index| *index < rows.len()) {
        Some(index) => (index + 1).saturating_sub(whole),
        None => 0,
    }
}

fn card(app: &App, row: &Approval, here: bool, columns: usize) -> Vec<Line<'static>> {
    let title = text::wrap(&foreign::line(&row.title), columns);
    let title = match title.as_slice() {
        [one] => one.clone(),
        _ => text::cut(&foreign::line(&row.title), columns),
    };
    let unsent = if is_unsent(row) { standing(row).to_lowercase() } else { String::new() };
    let (waits, until) = (waits(app, row), due(app, row.due_at));
    let facts = |until: &str| {
        let facts = [unsent.as_str(), waits.as_str(), until].into_iter().filter(|fact| !fact.is_empty());
        facts.collect::<Vec<_>>().join(" · ")
    };
    let late = row.due_at.is_some_and(|at| at < app.now);
    let whole = facts(&until);
    let facts = match until.rsplit_once(' ') {
        // Where there is no room for both, the day says more than the hour.
        Some((day, _)) if !late && text::width(&whole) > columns => facts(day),
        _ => whole,
    };
    let client = format!("#{} {}", row.number, row.workspace.name);
    let line = |words: &str, style| Line::styled(format!(" {}", text::fit(&foreign::line(words), columns)), style);
    let selected = |style| if here { app.theme.selected() } else { style };
    vec![
        line(&title, selected(app.theme.strong())),
        line(&client, selected(app.theme.text())),
        line(&facts, selected(if late { app.theme.danger() } else { app.theme.muted() })),
        Line::default(),
    ]
}

/// The approval whose card is there.
pub fn hit(app: &App, area: Rect, at: Position) -> Option<usize> {
    let areas = areas(layout::inside(area));
    let number = areas.iter().position(|area| area.contains(at))?;
    let inside = layout::inside(areas[number]);
    if !inside.contains(at) {
        return None;
    }
    let (start, rows) = app.board.column(number);
    let index = first(app, number, inside) + usize::from(at.y - inside.y) / CARD;
    (index < rows.len()).then_some(start + index)
}
