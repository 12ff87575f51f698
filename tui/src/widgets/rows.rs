use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{app::App, cursor::Cursor, remote::Phase, text};

/// A column: its heading and its width.
pub type Column = (&'static str, usize);

/// Draws the headings of a list and says where its rows go.
pub fn heading(app: &App, f: &mut Frame<'_>, area: Rect, columns: &[Column]) -> Rect {
    sorted_heading(app, f, area, columns, None)
}

/// The same for a list that is sorted by one of the columns: the arrow beside its name says which way.
pub fn sorted_heading(
    app: &App,
    f: &mut Frame<'_>,
    area: Rect,
    columns: &[Column],
    sorted: Option<(&str, &str)>,
) -> Rect {
    let cells: Vec<_> = columns
        .iter()
        .map(|(name, width)| {
            let way = sorted.filter(|(column, _)| column == name).map_or("", |(_, way)| way);
            let words = format!("{name}{way}");
            match *name {
                "#" | "Open" | "Total" | "Outstanding" => text::fit_right(&words, *width),
                // A column of shapes has no room for a word, but for an arrow.
                _ if *width == 1 && text::width(&words) > 1 => text::fit(way, *width),
                _ => text::fit(&words, *width),
            }
        })
        .collect();
    let line = Line::styled(cells.join(" "), app.theme.muted());
    f.render_widget(Paragraph::new(line), Rect { height: area.height.min(1), ..area });
    Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }
}

/// Draws the rows that are on the screen.
pub fn draw<T>(
    app: &App,
    f: &mut Frame<'_>,
    area: Rect,
    rows: &[T],
    cursor: Cursor,
    line: impl Fn(&T) -> Line<'static>,
) {
    let shown = rows.iter().enumerate().skip(cursor.offset).take(usize::from(area.height));
    let lines: Vec<_> = shown
        .map(|(index, row)| {
            let line = line(row);
            match (index == cursor.index, app.in_pane) {
                (false, _) => line,
                (true, false) => flat(line, app.theme.selected(), area.width),
                (true, true) => flat(line, app.theme.rested(), area.width),
            }
        })
        .collect();
    f.render_widget(Paragraph::new(lines), area);
}

/// The whole row in one style, to the edge.
fn flat(line: Line<'static>, style: Style, width: u16) -> Line<'static> {
    let all: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
    Line::from(Span::styled(text::fit(&all, width.into()), style))
}

/// What stands in place of rows that are not there, if they are not.
pub fn absent<T>(phase: &Phase<'_, T>, nothing: &str) -> String {
    match phase {
        Phase::Idle | Phase::Loading => "Loading …".into(),
        Phase::Failed(error) => format!("{}  R tries again.", error.message),
        Phase::Ready(_) => nothing.into(),
    }
}

/// A quiet sentence in an empty place.
pub fn say(app: &App, f: &mut Frame<'_>, area: Rect, sentence: &str) {
    let lines: Vec<_> = text::wrap(&crate::foreign::line(sentence), area.width.saturating_sub(2).into())
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), app.theme.muted()))
        .collect();
    f.render_widget(Paragraph::new(lines), area);
}
