use maud::{Markup, Render, html};

/// Figures in columns; on a phone every row becomes a card with the columns' names in it.
#[derive(Clone, Default)]
pub struct Table<'a> {
    id: &'a str,
    caption: &'a str,
    columns: Vec<(&'a str, bool)>,
    rows: Vec<Vec<Markup>>,
    linked: bool,
}

impl<'a> Table<'a> {
    /// A table whose body has this id; the caption is for screen readers.
    pub fn new(id: &'a str, caption: &'a str) -> Self {
        Self { id, caption, ..Self::default() }
    }

    /// Each row leads where its `row-title` does.
    pub fn linked(self) -> Self {
        Self { linked: true, ..self }
    }

    /// A column of words.
    pub fn column(mut self, name: &'a str) -> Self {
        self.columns.push((name, false));
        self
    }

    /// A column of figures, right-aligned.
    pub fn number(mut self, name: &'a str) -> Self {
        self.columns.push((name, true));
        self
    }

    /// One more row, a cell per column.
    pub fn row(mut self, cells: impl Into<Vec<Markup>>) -> Self {
        self.rows.push(cells.into());
        self
    }
}

impl Render for Table<'_> {
    fn render(&self) -> Markup {
        html! {
            table class=(if self.linked { "table table-linked" } else { "table" }) {
                caption class="visually-hidden" { (self.caption) }
                thead {
                    tr {
                        @for (name, figure) in &self.columns {
                            th scope="col" class=[figure.then_some("figure")] { (name) }
                        }
                    }
                }
                tbody id=(self.id) {
                    @for row in &self.rows {
                        tr {
                            @for ((name, figure), cell) in self.columns.iter().zip(row) {
                                td data-label=(name) class=[figure.then_some("figure")] { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}
