use maud::{Markup, Render, html};

use super::control::Control;
use crate::web::components::words;

/// A box for Markdown, with a preview where the page can ask the server for one.
#[derive(Clone, Default)]
pub struct Textarea<'a> {
    control: Control<'a>,
    value: &'a str,
    placeholder: Option<&'a str>,
    max: Option<u32>,
    rows: u8,
    preview: Option<&'a str>,
}

impl<'a> Textarea<'a> {
    /// A box with this field name and label.
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Self { control: Control { name, label, ..Control::default() }, rows: 5, ..Self::default() }
    }

    /// An id other than the name, when a page has the name twice.
    pub fn id(mut self, id: &'a str) -> Self {
        self.control.id = Some(id);
        self
    }

    /// What stands in it.
    pub fn value(self, value: &'a str) -> Self {
        Self { value, ..self }
    }

    /// A line below that helps before anything went wrong.
    pub fn help(mut self, help: &'a str) -> Self {
        self.control.help = Some(help);
        self
    }

    /// What is wrong with it, if anything.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.control.error = error;
        self
    }

    /// Must be filled in.
    pub fn required(mut self) -> Self {
        self.control.required = true;
        self
    }

    /// Says that it may stay empty.
    pub fn optional(mut self) -> Self {
        self.control.optional = true;
        self
    }

    /// Keeps the label for screen readers only.
    pub fn quiet_label(mut self) -> Self {
        self.control.quiet_label = true;
        self
    }

    /// An example, never a label.
    pub fn placeholder(self, text: &'a str) -> Self {
        Self { placeholder: Some(text), ..self }
    }

    /// The longest text it takes.
    pub fn max(self, letters: u32) -> Self {
        Self { max: Some(letters), ..self }
    }

    /// How many lines it shows at first; it grows with the text.
    pub fn rows(self, rows: u8) -> Self {
        Self { rows, ..self }
    }

    /// Offers a preview: the form is posted here and the answer shown below.
    pub fn preview(self, url: &'a str) -> Self {
        Self { preview: Some(url), ..self }
    }

    fn tools(&self, url: &str) -> Markup {
        let slot = format!("{}-preview", self.control.id());
        html! {
            div class="textarea-tools" {
                span class="field-help" { (words::MARKDOWN_HELP) }
                button class="button button-quiet button-small needs-script" type="button"
                    hx-post=(url) hx-target={ "#" (slot) } hx-swap="innerHTML" { (words::PREVIEW) }
            }
            div class="preview prose" hx-ignore id=(slot) role="region" aria-label=(words::PREVIEW) {}
        }
    }
}

impl Render for Textarea<'_> {
    fn render(&self) -> Markup {
        let control = &self.control;
        control.around(html! {
            textarea class="input textarea" id=(control.id()) name=(control.name) rows=(self.rows)
                maxlength=[self.max] placeholder=[self.placeholder] required[control.required]
                aria-invalid=[control.invalid()] aria-describedby=[control.described()] {
                // The first line break after the tag is dropped by every browser.
                "\n" (self.value)
            }
            @if let Some(url) = self.preview { (self.tools(url)) }
        })
    }
}
