use super::flow::{Flow, MARGIN, MEASURE, Size};
use super::line::{self, Line};
use super::tags::{Kind, Place};
use super::text::{Face, Ink, Text};
use crate::brand::Colour;

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Align {
    Left,
    Right,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    title: String,
    align: Align,
    /// Its part of the width that is left; without one it is as wide as its widest cell.
    share: Option<f32>,
}

impl Column {
    /// As wide as its widest cell.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Left, share: None }
    }

    /// A column of figures: as wide as its widest, which line up at the right.
    pub fn figures(title: impl Into<String>) -> Self {
        Self { align: Align::Right, ..Self::new(title) }
    }

    /// With so large a part of the width that is left; its cells are wrapped.
    pub fn wide(title: impl Into<String>, share: f32) -> Self {
        Self { share: Some(share), ..Self::new(title) }
    }
}

/// Rows of cells. What is too wide is wrapped; what does not fit on a page goes on to the next, under the same head.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Text>>,
    foot: Vec<Vec<Text>>,
    /// Whether the columns have no titles, and the first names what stands in the second.
    facts: bool,
    /// How far in from the left it begins.
    indent: f32,
}

const CELL: Size = Size { letters: 9.5, lines: 13.5 };
const HEAD: Size = Size { letters: 8.5, lines: 12.0 };
/// Above and below the lines of a row.
const PADDING: f32 = 5.5;
/// Between columns.
const GUTTER: f32 = 14.0;
/// How wide the names of facts are.
const NAMES: f32 = 122.0;
/// The most of the width that a column takes which is as wide as its widest cell.
const MOST: f32 = MEASURE * 0.4;

impl Table {
    /// An empty table with these columns.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new(), foot: Vec::new(), facts: false, indent: 0.0 }
    }

    /// Names and their figures at the right, which stay together: what a table before them comes to.
    pub fn sums() -> Self {
        let columns = [Column::wide("", 1.0), Column::figures("")];
        Self { indent: MEASURE * 0.46, ..Self::new(columns) }
    }

    pub(super) fn of_facts(facts: impl Iterator<Item = (String, Text)>) -> Self {
        let rows = facts.map(|(name, fact)| vec![Text::muted(name), fact]).collect();
        let columns = vec![Column::new(""), Column::wide("", 1.0)];
        Self { columns, rows, facts: true, ..Self::new([]) }
    }

    /// Adds a row.
    pub fn row<T: Into<Text>>(&mut self, cells: impl IntoIterator<Item = T>) -> &mut Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// Adds a row at the foot: what the others come to.
    pub fn foot<T: Into<Text>>(&mut self, cells: impl IntoIterator<Item = T>) -> &mut Self {
        let strong = |cell: T| cell.into().all(Face::Strong, Ink::Text);
        self.foot.push(cells.into_iter().map(strong).collect());
        self
    }

    fn widths(&self) -> Vec<f32> {
        let widest = |index: usize, title: &str| {
            let head = line::lines(&title_of(title), HEAD.letters, f32::MAX);
            let cells = self.rows.iter().chain(&self.foot).filter_map(|row| row.get(index));
            let cells = cells.flat_map(|cell| line::lines(cell, CELL.letters, f32::MAX));
            head.into_iter().chain(cells).map(|line| line.width).fold(0.0_f32, f32::max).min(MOST).ceil()
        };
        let columns = self.columns.iter().enumerate();
        let fixed: Vec<Option<f32>> = columns
            .map(|(index, column)| match column.share {
                Some(_) => None,
                None if self.facts => Some(NAMES),
                None => Some(widest(index, &column.title)),
            })
            .collect();
        let shares: f32 = self.columns.iter().filter_map(|column| column.share).sum();
        let gutters = GUTTER * self.columns.len().saturating_sub(1) as f32;
        let left = (MEASURE - self.indent - gutters - fixed.iter().flatten().sum::<f32>()).max(0.0);
        let width = |(fixed, column): (&Option<f32>, &Column)| {
            fixed.unwrap_or_else(|| left * column.share.unwrap_or_default() / shares.max(f32::EPSILON))
        };
        fixed.iter().zip(&self.columns).map(width).collect()
    }

    pub(super) fn lay_out(&self, flow: &mut Flow<'_>) {
        let widths = self.widths();
        let structure = &mut flow.laid.structure;
        let table = structure.add(None, Kind::Table);
        let has_head = self.columns.iter().any(|column| !column.title.is_empty());
        let head = has_head.then(|| structure.add(Some(table), Kind::Head));
        let titles = self.columns.iter().map(|column| title_of(&column.title)).collect::<Vec<_>>();
        let head_cells = set(&titles, &widths, HEAD);
        let mut sheet = Sheet { table: self, widths, head: head_cells, has_head };
        if self.indent > 0.0 {
            let rows = self.rows.iter().chain(&self.foot);
            let all: f32 = rows.map(|row| height(&set(row, &sheet.widths, CELL), CELL)).sum();
            flow.need(all.min(flow.whole_room()));
        }
        if let Some(head) = head {
            let first = self.rows.first().map_or(0.0, |row| height(&set(row, &sheet.widths, CELL), CELL));
            flow.need(height(&sheet.head, HEAD) + first.min(flow.whole_room() / 2.0));
            sheet.lay_head(flow, Some(head));
        }
        for (rows, kind) in [(&self.rows, Kind::Body), (&self.foot, Kind::Foot)] {
            if rows.is_empty() {
                continue;
            }
            let group = flow.laid.structure.add(Some(table), kind);
            for row in rows {
                sheet.lay_row(flow, row, group);
            }
        }
        flow.y += 12.0;
    }
}

fn title_of(title: &str) -> Text {
    Text::default().and(title, Face::Strong, Ink::Muted)
}

/// Cells in lines.
fn set(cells: &[Text], widths: &[f32], size: Size) -> Vec<Vec<Line>> {
    cells.iter().zip(widths).map(|(cell, width)| line::lines(cell, size.letters, *width)).collect()
}

fn tallest(cells: &[Vec<Line>]) -> usize {
    cells.iter().map(Vec::len).max().unwrap_or_default()
}

fn height(cells: &[Vec<Line>], size: Size) -> f32 {
    tallest(cells) as f32 * size.lines + 2.0 * PADDING
}

/// A table that is being laid out.
struct Sheet<'t> {
    table: &'t Table,
    widths: Vec<f32>,
    head: Vec<Vec<Line>>,
    has_head: bool,
}

impl Sheet<'_> {
    /// Sets the head; only the first of it is read out.
    fn lay_head(&mut self, flow: &mut Flow<'_>, within: Option<Place>) {
        let row = within.map(|within| flow.laid.structure.add(Some(within), Kind::Row));
        let places = self.places(flow, row, true);
        self.lay_lines(flow, &self.head, 0, tallest(&self.head), HEAD, &places);
        let ink = flow.document.letterhead.inks.muted;
        self.rule(flow, 0.75, ink);
    }

    fn lay_row(&mut self, flow: &mut Flow<'_>, row: &[Text], within: Place) {
        let cells = set(row, &self.widths, CELL);
        let (total, whole) = (tallest(&cells), height(&cells, CELL));
        let head = if self.has_head { height(&self.head, HEAD) } else { 0.0 };
        let fits_alone = whole <= flow.whole_room() - head;
        if whole > flow.room() && (fits_alone || flow.room() < 2.0 * CELL.lines + 2.0 * PADDING) {
            self.turn(flow);
        }
        let element = flow.laid.structure.add(Some(within), Kind::Row);
        let places = self.places(flow, Some(element), false);
        let mut from = 0;
        loop {
            let room = ((flow.room() - 2.0 * PADDING) / CELL.lines).max(1.0) as usize;
            let until = total.min(from + room);
            self.lay_lines(flow, &cells, from, until, CELL, &places);
            let ink = flow.document.letterhead.inks.line;
            self.rule(flow, 0.5, ink);
            if until == total {
                return;
            }
            from = until;
            self.turn(flow);
        }
    }

    /// A line below what was set.
    fn rule(&self, flow: &mut Flow<'_>, height: f32, ink: Colour) {
        let indent = self.table.indent;
        flow.fill(MARGIN + indent, flow.y - height, MEASURE - indent, height, ink);
    }

    fn turn(&mut self, flow: &mut Flow<'_>) {
        flow.turn();
        if self.has_head {
            self.lay_head(flow, None);
        }
    }

    /// A place in the structure for each cell of a row.
    fn places(&self, flow: &mut Flow<'_>, row: Option<Place>, head: bool) -> Vec<Option<Place>> {
        let kind = |index: usize| match (head, index) {
            (true, _) => Kind::ColumnHead,
            (false, 0) if self.table.facts || self.table.indent > 0.0 => Kind::RowHead,
            (false, _) => Kind::Cell,
        };
        let columns = 0..self.widths.len();
        columns.map(|index| row.map(|row| flow.laid.structure.add(Some(row), kind(index)))).collect()
    }

    fn lay_lines(
        &self,
        flow: &mut Flow<'_>,
        cells: &[Vec<Line>],
        from: usize,
        until: usize,
        size: Size,
        places: &[Option<Place>],
    ) {
        let top = flow.y + PADDING;
        let mut x = MARGIN + self.table.indent;
        for (index, (lines, width)) in cells.iter().zip(&self.widths).enumerate() {
            flow.y = top;
            for line in lines.iter().take(until).skip(from) {
                let right = self.table.columns[index].align == Align::Right;
                let at = if right { x + width - line.visible(size.letters) } else { x };
                flow.line(line, size, at, places[index]);
                flow.y += size.lines;
            }
            x += width + GUTTER;
        }
        flow.y = top + (until - from) as f32 * size.lines + PADDING;
    }
}
