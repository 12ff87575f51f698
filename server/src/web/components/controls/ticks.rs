use maud::{Markup, Render, html};

use super::control::Control;

/// Several of a few: boxes to tick, under one question.
#[derive(Clone, Default)]
pub struct Ticks<'a> {
    control: Control<'a>,
    options: Vec<&'a str>,
    ticked: &'a [String],
}

impl<'a> Ticks<'a> {
    /// Boxes with this field name under this question.
    pub fn new(name: &'a str, legend: &'a str) -> Self {
        Self { control: Control { name, label: legend, ..Control::default() }, ..Self::default() }
    }

    /// What they stand for, in their order.
    pub fn options(self, options: impl IntoIterator<Item = &'a str>) -> Self {
        Self { options: options.into_iter().collect(), ..self }
    }

    /// Those that are ticked.
    pub fn ticked(self, ticked: &'a [String]) -> Self {
        Self { ticked, ..self }
    }

    /// A line below that helps before anything went wrong.
    pub fn help(mut self, help: &'a str) -> Self {
        self.control.help = (!help.is_empty()).then_some(help);
        self
    }

    /// What is wrong with it, if anything.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.control.error = error;
        self
    }

    /// Says that it may stay as it is.
    pub fn optional(mut self) -> Self {
        self.control.optional = true;
        self
    }
}

impl Render for Ticks<'_> {
    fn render(&self) -> Markup {
        let control = &self.control;
        html! {
            fieldset class="field choice" aria-describedby=[control.described()] {
                legend class="field-label" { (control.label) (control.optional_mark()) }
                div class="ticks" {
                    @for (number, option) in self.options.iter().enumerate() {
                        @let id = format!("{}-{number}", control.id());
                        div class="toggle" {
                            input class="tick" type="checkbox" id=(id) name=(control.name) value=(option)
                                checked[self.ticked.iter().any(|ticked| ticked == option)]
                                aria-invalid=[control.invalid().filter(|_| number == 0)];
                            label for=(id) { (option) }
                        }
                    }
                }
                (control.messages())
            }
        }
    }
}
