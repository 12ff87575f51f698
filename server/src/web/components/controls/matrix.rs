use maud::{Markup, Render, html};

use super::control::Control;
use crate::web::components::Icon;

/// One choice of a few for each of several things: a table of radio buttons, which on a phone is a card for each. A thing
/// may have others below it, which follow it unless something is chosen for them; they are folded away until then.
#[derive(Clone, Default)]
pub struct Matrix<'a> {
    caption: &'a str,
    columns: Vec<(&'a str, &'a str)>,
    /// What all that stands below something is called, and the column in which it follows that.
    follow: Option<(&'a str, &'a str)>,
    rows: Vec<Line<'a>>,
}

#[derive(Clone)]
struct Line<'a> {
    control: Control<'a>,
    help: &'a str,
    chosen: &'a str,
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

    /// That things can stand below others: what they are called together, and what to follow those is called, which is
    /// sent as nothing.
    pub fn follow(mut self, together: &'a str, label: &'a str) -> Self {
        self.follow = Some((together, label));
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
        let control = Control { error, ..Control::new(name, label) };
        self.rows.push(Line { control, help, chosen, below: false });
        self
    }

    /// Something that stands below the row before.
    pub fn below(mut self, name: &'a str, label: &'a str, chosen: &'a str, error: Option<&'a str>) -> Self {
        let control = Control { error, ..Control::new(name, label) };
        self.rows.push(Line { control, help: "", chosen, below: true });
        self
    }

    /// All that can be chosen in a row, the way to follow first.
    fn choices(&self, row: &Line<'_>) -> Vec<(&'a str, &'a str)> {
        let follow = self.follow.filter(|_| row.below).map(|(_, label)| ("", label));
        follow.into_iter().chain(self.columns.iter().copied()).collect()
    }

    fn line(&self, row: &Line<'_>) -> Markup {
        let control = &row.control;
        html! {
            tr class=[row.below.then_some("matrix-below")] {
                th scope="row" {
                    span class="matrix-label" { (control.label) }
                    @if !row.help.is_empty() { span class="matrix-help" { (row.help) } }
                    (control.messages())
                }
                @for (number, (value, label)) in self.choices(row).iter().enumerate() {
                    td {
                        label class="matrix-choice" {
                            input class="choice-dot" type="radio" name=(control.name) value=(value)
                                checked[*value == row.chosen] aria-label={ (control.label) ": " (label) }
                                aria-invalid=[control.invalid_at(number)] aria-describedby=[control.described()];
                            span class="matrix-name" aria-hidden="true" { (label) }
                        }
                    }
                }
            }
        }
    }
}

impl Matrix<'_> {
    /// A row with all that stands below it: open where one of these does not follow it.
    fn group(&self, rows: &[Line<'_>]) -> Markup {
        let Some((head, below)) = rows.split_first() else { return html! {} };
        let apart = below.iter().any(|row| !row.chosen.is_empty() || row.control.error.is_some());
        html! {
            (self.line(head))
            @if let Some((together, follow)) = self.follow.filter(|_| !below.is_empty()) {
                tr class="matrix-more" {
                    td class="matrix-wide" colspan=(self.columns.len() + 1) {
                        details open[apart] {
                            summary class="matrix-summary" {
                                (Icon::ChevronRight) (together)
                                span class="visually-hidden" { ": " (head.control.label) }
                            }
                            table class="matrix" {
                                caption class="visually-hidden" { (together) ": " (head.control.label) }
                                (self.head(Some(follow)))
                                tbody { @for row in below { (self.line(row)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn head(&self, follow: Option<&str>) -> Markup {
        html! {
            thead {
                tr {
                    td {}
                    @if let Some(label) = follow { th scope="col" { (label) } }
                    @for (_, label) in &self.columns { th scope="col" { (label) } }
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
                (self.head(None))
                tbody { @for rows in self.rows.chunk_by(|_, next| next.below) { (self.group(rows)) } }
            }
        }
    }
}
