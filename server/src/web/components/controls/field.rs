use maud::{Markup, Render, html};

use super::control::{Control, framed};

/// One line to fill in, with its label, help and error.
#[derive(Clone, Default)]
pub struct Field<'a> {
    control: Control<'a>,
    kind: &'static str,
    value: &'a str,
    autocomplete: Option<&'a str>,
    placeholder: Option<&'a str>,
    max: Option<u32>,
    autofocus: bool,
    inputmode: Option<&'static str>,
}

impl<'a> Field<'a> {
    framed!(id, help, error, required, optional, quiet_label);

    fn new(kind: &'static str, name: &'a str, label: &'a str) -> Self {
        Self { kind, control: Control::new(name, label), ..Self::default() }
    }

    /// Words.
    pub fn text(name: &'a str, label: &'a str) -> Self {
        Self::new("text", name, label)
    }

    /// An email address.
    pub fn email(name: &'a str, label: &'a str) -> Self {
        Self::new("email", name, label).autocomplete("email")
    }

    /// A password; its value is never sent back to the page.
    pub fn password(name: &'a str, label: &'a str) -> Self {
        Self::new("password", name, label).autocomplete("current-password")
    }

    /// A telephone number.
    pub fn tel(name: &'a str, label: &'a str) -> Self {
        Self::new("tel", name, label).autocomplete("tel")
    }

    /// A number, with a fraction or without.
    pub fn decimal(name: &'a str, label: &'a str) -> Self {
        Self { inputmode: Some("decimal"), ..Self::new("text", name, label) }
    }

    /// Something to look for.
    pub fn search(name: &'a str, label: &'a str) -> Self {
        Self::new("search", name, label)
    }

    /// A day.
    pub fn date(name: &'a str, label: &'a str) -> Self {
        Self::new("date", name, label)
    }

    /// What stands in it.
    pub fn value(self, value: &'a str) -> Self {
        Self { value, ..self }
    }

    /// What the browser may fill in by itself.
    pub fn autocomplete(self, token: &'a str) -> Self {
        Self { autocomplete: Some(token), ..self }
    }

    /// An example, never a label.
    pub fn placeholder(self, text: &'a str) -> Self {
        Self { placeholder: Some(text), ..self }
    }

    /// The longest text it takes.
    pub fn max(self, letters: u32) -> Self {
        Self { max: Some(letters), ..self }
    }

    /// Where typing starts.
    pub fn autofocus(self) -> Self {
        Self { autofocus: true, ..self }
    }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        let control = &self.control;
        let value = (self.kind != "password" && !self.value.is_empty()).then_some(self.value);
        control.around(html! {
            input class="input" type=(self.kind) id=(control.id()) name=(control.name) value=[value]
                maxlength=[self.max] autocomplete=[self.autocomplete] placeholder=[self.placeholder]
                inputmode=[self.inputmode]
                required[control.required] autofocus[self.autofocus]
                aria-invalid=[control.invalid()] aria-describedby=[control.described()];
        })
    }
}
