use maud::{Markup, Render, html};

use super::Icon;

/// One choice of a few for each of several things: a table of radio buttons, which on a phone is a card for each.
#[derive(Clone, Default)]
pub struct Matrix<'a> {
    caption: &'a str,
    columns: Vec<(&'a str, &'a str)>,
    rows: Vec<Line<'a>>,
}

#[derive(Clone)]
struct Line<'a> {
    name: &'a str,
    label: &'a str,
    help: &'a str,
    chosen: &'a str,
    error: Option<&'a str>,
}

impl<'a> Matrix<'a> {
    /// A matrix; the caption is for screen readers.
    pub fn new(caption: &'a str) -> Self {
        Self { caption, ..Self::default() }
    }

    /// What can be chosen: the value that is sent, and what it is called.
    pub fn column(mut self, value: &'a str, label: &'a str) -> Self {
        self.columns.push((value, label));
        self
    }

    /// What it is chosen for: the field's name, what it is called, a line that helps, and what is chosen.
    pub fn row(
        mut self,
        name: &'a str,
        label: &'a str,
        help: &'a str,
        chosen: &'a str,
        error: Option<&'a str>,
    ) -> Self {
        self.rows.push(Line { name, label, help, chosen, error });
        self
    }

    fn line(&self, row: &Line<'_>) -> Markup {
        let error = format!("{}-error", row.name);
        html! {
            tr {
                th scope="row" {
                    span class="matrix-label" { (row.label) }
                    span class="matrix-help" { (row.help) }
                    @if let Some(text) = row.error {
                        span class="field-error" id=(error) { (Icon::Alert) (text) }
                    }
                }
                @for (number, (value, label)) in self.columns.iter().enumerate() {
                    td {
                        label class="matrix-choice" {
                            input class="choice-dot" type="radio" name=(row.name) value=(value)
                                checked[*value == row.chosen] aria-label={ (row.label) ": " (label) }
                                aria-invalid=[row.error.filter(|_| number == 0).map(|_| "true")]
                                aria-describedby=[row.error.map(|_| &error)];
                            span class="matrix-name" aria-hidden="true" { (label) }
                        }
                    }
                }
            }
        }
    }
}

impl Render for Matrix<'_> {
    fn render(&self) -> Markup {
        html! {
            table class="matrix" {
                caption class="visually-hidden" { (self.caption) }
                thead {
                    tr {
                        td {}
                        @for (_, label) in &self.columns { th scope="col" { (label) } }
                    }
                }
                tbody { @for row in &self.rows { (self.line(row)) } }
            }
        }
    }
}
