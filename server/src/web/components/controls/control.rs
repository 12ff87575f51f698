use maud::{Markup, html};

use crate::web::components::{Icon, words};

/// What stands around any control: its label, its help and what is wrong with it.
#[derive(Clone, Copy, Default)]
pub(super) struct Control<'a> {
    pub id: Option<&'a str>,
    pub name: &'a str,
    pub label: &'a str,
    pub help: Option<&'a str>,
    pub error: Option<&'a str>,
    pub required: bool,
    pub optional: bool,
    pub quiet_label: bool,
}

impl<'a> Control<'a> {
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Self { name, label, ..Self::default() }
    }

    pub fn id(&self) -> &'a str {
        self.id.unwrap_or(self.name)
    }

    /// The id of one of several inputs. It has a number, since what is chosen may be any words.
    pub fn id_of(&self, number: usize) -> String {
        format!("{}-{number}", self.id())
    }

    /// The ids a screen reader reads after the label: first what is wrong, then the help.
    pub fn described(&self) -> Option<String> {
        let id = self.id();
        let error = self.error.map(|_| format!("{id}-error"));
        let help = self.help.map(|_| format!("{id}-help"));
        match (error, help) {
            (Some(error), Some(help)) => Some(format!("{error} {help}")),
            (error, help) => error.or(help),
        }
    }

    pub fn invalid(&self) -> Option<&'static str> {
        self.error.map(|_| "true")
    }

    /// The same for one of several inputs: the first stands for all.
    pub fn invalid_at(&self, number: usize) -> Option<&'static str> {
        self.invalid().filter(|_| number == 0)
    }

    /// The control between its label and its messages.
    pub fn around(&self, control: Markup) -> Markup {
        let label = if self.quiet_label { "visually-hidden" } else { "field-label" };
        html! {
            div class="field" {
                label class=(label) for=(self.id()) { (self.label) (self.optional_mark()) }
                (control)
                (self.messages())
            }
        }
    }

    /// Several inputs between their question and its messages.
    pub fn around_all(&self, inputs: Markup) -> Markup {
        html! {
            fieldset class="field choice" aria-describedby=[self.described()] {
                legend class="field-label" { (self.label) (self.optional_mark()) }
                (inputs)
                (self.messages())
            }
        }
    }

    fn optional_mark(&self) -> Markup {
        html! { @if self.optional { " " span class="field-optional" { (words::OPTIONAL) } } }
    }

    pub fn messages(&self) -> Markup {
        let id = self.id();
        html! {
            @if let Some(error) = self.error {
                p class="field-error" id={ (id) "-error" } { (Icon::Alert) (error) }
            }
            @if let Some(help) = self.help {
                p class="field-help" id={ (id) "-help" } { (help) }
            }
        }
    }
}

/// Gives a control the steps of its builder that it names, inside its `impl<'a>`.
macro_rules! framed {
    ($($step:ident),+) => {
        $(framed!(@$step);)+
    };
    (@id) => {
        /// An id other than the name, when a page has the name twice.
        pub fn id(mut self, id: &'a str) -> Self {
            self.control.id = Some(id);
            self
        }
    };
    (@help) => {
        /// A line below that helps before anything went wrong; without words there is none.
        pub fn help(mut self, help: &'a str) -> Self {
            self.control.help = (!help.is_empty()).then_some(help);
            self
        }
    };
    (@error) => {
        /// What is wrong with it, if anything.
        pub fn error(mut self, error: Option<&'a str>) -> Self {
            self.control.error = error;
            self
        }
    };
    (@required) => {
        /// Must be filled in or chosen.
        pub fn required(mut self) -> Self {
            self.control.required = true;
            self
        }
    };
    (@optional) => {
        /// Says that it may stay as it is.
        pub fn optional(mut self) -> Self {
            self.control.optional = true;
            self
        }
    };
    (@quiet_label) => {
        /// Keeps the label for screen readers only.
        pub fn quiet_label(mut self) -> Self {
            self.control.quiet_label = true;
            self
        }
    };
}

pub(super) use framed;

#[cfg(test)]
mod tests {
    use maud::Render;

    use crate::web::components::{Checkbox, Choice, Field, Matrix, Select, Switch, Textarea, Ticks};

    #[test]
    fn what_is_wrong_is_read_before_the_help() {
        let (help, error) = ("As on the invoice.", Some("Fill this in."));
        for drawn in [
            Field::text("name", "Name").help(help).error(error).render(),
            Textarea::new("name", "Name").help(help).error(error).render(),
            Select::new("name", "Name").help(help).error(error).render(),
            Choice::new("name", "Name").help(help).error(error).render(),
            Ticks::new("name", "Name").help(help).error(error).render(),
            Switch::new("name", "Name").help(help).error(error).render(),
            Checkbox::new("name", "Name").help(help).error(error).render(),
        ] {
            let drawn = drawn.into_string();
            assert!(drawn.contains("aria-describedby=\"name-error name-help\""), "{drawn}");
            let (wrong, helps) = (drawn.find("id=\"name-error\""), drawn.find("id=\"name-help\""));
            assert!(wrong.is_some() && wrong < helps, "{drawn}");
        }
    }

    /// All that can be wrong marks its first input and names what is wrong with it.
    #[test]
    fn what_is_wrong_is_said_in_one_way() {
        let error = Some("Choose one.");
        let matrix = Matrix::new("All").column("a", "A").column("b", "B").follow("Alone", "As above");
        for drawn in [
            Checkbox::new("name", "Name").error(error).render(),
            matrix.clone().row("name", "Name", "", "", error).render(),
            matrix.row("other", "Other", "", "a", None).below("name", "Name", "", error).render(),
        ] {
            let drawn = drawn.into_string();
            assert_eq!(drawn.matches("aria-invalid=\"true\"").count(), 1, "{drawn}");
            assert!(drawn.contains("aria-describedby=\"name-error\""), "{drawn}");
            assert!(drawn.contains("<p class=\"field-error\" id=\"name-error\">"), "{drawn}");
        }
    }

    #[test]
    fn a_help_without_words_is_not_drawn() {
        for drawn in [Field::text("name", "Name").help("").render(), Switch::new("name", "Name").help("").render()] {
            let drawn = drawn.into_string();
            assert!(!drawn.contains("name-help"), "{drawn}");
        }
    }
}
