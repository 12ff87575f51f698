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
    pub fn id(&self) -> &'a str {
        self.id.unwrap_or(self.name)
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

    pub fn optional_mark(&self) -> Markup {
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
