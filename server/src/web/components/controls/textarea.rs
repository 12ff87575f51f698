use maud::{Markup, Render, html};

use super::control::{Control, framed};
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
    framed!(id, help, error, required, optional, quiet_label);

    /// A box with this field name and label.
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Self { control: Control::new(name, label), rows: 5, ..Self::default() }
    }

    /// What stands in it.
    pub fn value(self, value: &'a str) -> Self {
        Self { value, ..self }
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
