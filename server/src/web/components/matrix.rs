use maud::{Markup, Render, html};

use super::Icon;

/// One choice of a few for each of several things: a table of radio buttons, which on a phone is a card for each. A thing may
/// have others below it, which follow it unless something is chosen for them.
#[derive(Clone, Default)]
pub struct Matrix<'a> {
    caption: &'a str,
    columns: Vec<(&'a str, &'a str)>,
    /// What the column is called in which something follows what it stands below.
    follow: Option<&'a str>,
    rows: Vec<Line<'a>>,
}

#[derive(Clone)]
struct Line<'a> {
    name: &'a str,
    label: &'a str,
    help: &'a str,
    chosen: &'a str,
    error: Option<&'a str>,
    below: bool,
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

    /// That things can stand below others, and what to follow them is called; it is sent as nothing.
    pub fn follow(mut self, label: &'a str) -> Self {
        self.follow = Some(label);
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
        self.rows.push(Line { name, label, help, chosen, error, below: false });
        self
    }

    /// Something that stands below the row before.
    pub fn below(mut self, name: &'a str, label: &'a str, chosen: &'a str, error: Option<&'a str>) -> Self {
        self.rows.push(Line { name, label, help: "", chosen, error, below: true });
        self
    }

    /// All that can be chosen in a row, the way to follow first.
    fn choices(&self, row: &Line<'_>) -> Vec<(&'a str, &'a str)> {
        let follow = self.follow.filter(|_| row.below).map(|label| ("", label));
        follow.into_iter().chain(self.columns.iter().copied()).collect()
    }

    fn line(&self, row: &Line<'_>) -> Markup {
        let error = format!("{}-error", row.name);
        html! {
            tr class=[row.below.then_some("matrix-below")] {
                th scope="row" {
                    span class="matrix-label" { (row.label) }
                    @if !row.help.is_empty() { span class="matrix-help" { (row.help) } }
                    @if let Some(text) = row.error {
                        span class="field-error" id=(error) { (Icon::Alert) (text) }
                    }
                }
                @if self.follow.is_some() && !row.below { td class="matrix-none" {} }
                @for (number, (value, label)) in self.choices(row).iter().enumerate() {
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
                        @if let Some(label) = self.follow { th scope="col" { (label) } }
                        @for (_, label) in &self.columns { th scope="col" { (label) } }
                    }
                }
                tbody { @for row in &self.rows { (self.line(row)) } }
            }
        }
    }
}
