use ratatui::{
    style::Style,
    text::{Line, Span},
};

use crate::{approvals::size, foreign, text};

/// A line with one text at its left and one at its right, cut on the left when there is little room.
pub fn ends(left: &str, left_style: Style, right: &str, right_style: Style, columns: usize) -> Line<'static> {
    let right = text::cut(&foreign::line(right), columns);
    let room = columns.saturating_sub(text::width(&right) + 1);
    let left = text::fit(&foreign::line(left), room);
    let gap = " ".repeat(columns.saturating_sub(text::width(&left) + text::width(&right)));
    Line::from(vec![Span::styled(left, left_style), Span::raw(gap), Span::styled(right, right_style)])
}

/// A text, and below it a line for each file that came with it.
pub fn with_files<'a>(body: &str, files: impl Iterator<Item = (&'a String, i64)>) -> String {
    let line = |(name, bytes): (&String, i64)| {
        let size = size(u64::try_from(bytes).unwrap_or_default());
        format!("\n▤ {} · {size}", foreign::line(name))
    };
    std::iter::once(body.to_owned()).chain(files.map(line)).collect()
}

/// A paragraph behind a coloured edge.
pub fn edged(body: &str, edge: &'static str, style: Style, columns: usize) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(text::width(edge));
    text::wrap(&foreign::block(body), room)
        .into_iter()
        .map(|line| Line::from(vec![Span::styled(edge, style), Span::raw(line)]))
        .collect()
}
