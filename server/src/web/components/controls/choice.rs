use maud::{Markup, Render, html};

use super::control::Control;

/// One of a few, each with a sentence: radio buttons as cards.
#[derive(Clone, Default)]
pub struct Choice<'a> {
    control: Control<'a>,
    options: Vec<Card<'a>>,
    selected: &'a str,
}

#[derive(Clone)]
struct Card<'a> {
    value: &'a str,
    label: &'a str,
    help: &'a str,
    body: Option<Markup>,
}

impl<'a> Choice<'a> {
    /// Cards with this field name under this question.
    pub fn new(name: &'a str, legend: &'a str) -> Self {
        Self { control: Control { name, label: legend, ..Control::default() }, ..Self::default() }
    }

    /// One more card.
    pub fn option(mut self, value: &'a str, label: &'a str, help: &'a str) -> Self {
        self.options.push(Card { value, label, help, body: None });
        self
    }

    /// One more card, with something to fill in that shows while it is chosen.
    pub fn option_with(mut self, value: &'a str, label: &'a str, help: &'a str, body: Markup) -> Self {
        self.options.push(Card { value, label, help, body: Some(body) });
        self
    }

    /// The value that is chosen.
    pub fn selected(self, value: &'a str) -> Self {
        Self { selected: value, ..self }
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

    /// Must be chosen.
    pub fn required(mut self) -> Self {
        self.control.required = true;
        self
    }

    /// Says that it may stay as it is.
    pub fn optional(mut self) -> Self {
        self.control.optional = true;
        self
    }

    fn card(&self, number: usize, card: &Card<'_>) -> Markup {
        let control = &self.control;
        let id = format!("{}-{}", control.id(), card.value);
        html! {
            div class="choice-card" {
                input class="choice-dot" type="radio" id=(id) name=(control.name) value=(card.value)
                    checked[card.value == self.selected] required[control.required]
                    aria-invalid=[control.invalid().filter(|_| number == 0)]
                    aria-describedby={ (id) "-text" };
                label for=(id) { (card.label) }
                span class="choice-help" id={ (id) "-text" } { (card.help) }
                @if let Some(body) = &card.body { div class="choice-body" { (body) } }
            }
        }
    }
}

impl Render for Choice<'_> {
    fn render(&self) -> Markup {
        html! {
            fieldset class="field choice" aria-describedby=[self.control.described()] {
                legend class="field-label" { (self.control.label) (self.control.optional_mark()) }
                div class="choice-cards" {
                    @for (number, card) in self.options.iter().enumerate() { (self.card(number, card)) }
                }
                (self.control.messages())
            }
        }
    }
}
