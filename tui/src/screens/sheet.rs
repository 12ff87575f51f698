//! A pane made of entries. Those that are about something can be gone to, and keys act on them.

use std::ops::Range;

use ratatui::text::{Line, Span};

use crate::{app::App, office::Subject, text};

/// Some lines of a pane, and what they are about.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// What is drawn.
    pub lines: Vec<Line<'static>>,
    /// What keys act on when the cursor is here.
    pub subject: Option<Subject>,
}

impl Entry {
    /// Lines that are only read.
    pub fn text(lines: Vec<Line<'static>>) -> Self {
        Self { lines, subject: None }
    }

    /// Lines that keys act on.
    pub fn about(subject: Subject, lines: Vec<Line<'static>>) -> Self {
        Self { lines, subject: Some(subject) }
    }
}

/// The entries as lines; of the one that has the cursor, the first line stands out.
pub fn lines(app: &App, entries: Vec<Entry>, columns: usize) -> Vec<Line<'static>> {
    let here = place(&entries, app.place).filter(|_| app.in_pane);
    let mut all = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        let mut lines = entry.lines;
        if let Some(first) = lines.first_mut().filter(|_| here == Some(index)) {
            let used = first.spans.iter().map(|span| text::width(&span.content)).sum::<usize>();
            // What shows a colour goes on showing it.
            for span in first.spans.iter_mut().filter(|span| span.style.bg.is_none()) {
                span.style = app.theme.selected();
            }
            first.style = Default::default();
            first.push_span(Span::styled(" ".repeat(columns.saturating_sub(used)), app.theme.selected()));
        }
        all.extend(lines);
    }
    all
}

/// The lines of the entry that has the cursor.
pub fn span(entries: &[Entry], cursor: usize) -> Option<Range<usize>> {
    let index = place(entries, cursor)?;
    let start = entries[..index].iter().map(|entry| entry.lines.len()).sum();
    Some(start..start + entries[index].lines.len())
}

/// Where among those that can be gone to the entry of a line stands.
pub fn hit(entries: &[Entry], line: usize) -> Option<usize> {
    let mut below = 0;
    let index = entries.iter().position(|entry| {
        below += entry.lines.len();
        line < below
    })?;
    entries[index].subject.as_ref()?;
    Some(entries[..index].iter().filter(|entry| entry.subject.is_some()).count())
}

/// How many entries can be gone to.
pub fn count(entries: &[Entry]) -> usize {
    entries.iter().filter(|entry| entry.subject.is_some()).count()
}

fn place(entries: &[Entry], cursor: usize) -> Option<usize> {
    let about = entries.iter().enumerate().filter(|(_, entry)| entry.subject.is_some());
    about.map(|(index, _)| index).nth(cursor)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_cursor_skips_what_is_only_read() {
        let member = |number| Entry::about(Subject::Member(Uuid::from_u128(number)), vec![Line::default(); 2]);
        let entries = [Entry::text(vec![Line::default(); 3]), member(1), Entry::text(vec![Line::default()]), member(2)];
        assert_eq!((count(&entries), span(&entries, 1), span(&entries, 2)), (2, Some(6..8), None));
        assert_eq!([0, 3, 4, 5, 6, 8].map(|line| hit(&entries, line)), [None, Some(0), Some(0), None, Some(1), None]);
    }
}
