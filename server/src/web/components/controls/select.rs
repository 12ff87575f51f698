use std::borrow::Cow;

use maud::{Markup, Render, html};

use super::control::{Control, framed};
use crate::web::components::Icon;

/// One of a list.
#[derive(Clone, Default)]
pub struct Select<'a> {
    control: Control<'a>,
    placeholder: Option<&'a str>,
    selected: Cow<'a, str>,
    groups: Vec<Group<'a>>,
}

/// Options under one name, or under none.
#[derive(Clone)]
struct Group<'a> {
    label: Option<&'a str>,
    options: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> Select<'a> {
    framed!(id, help, error, required, optional, quiet_label);

    /// A list with this field name and label.
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Self { control: Control::new(name, label), ..Self::default() }
    }

    /// A first option with an empty value.
    pub fn placeholder(self, text: &'a str) -> Self {
        Self { placeholder: Some(text), ..self }
    }

    /// One more option.
    pub fn option(self, value: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Self {
        self.options([(value, label)])
    }

    /// Several more options.
    pub fn options<V, L>(mut self, options: impl IntoIterator<Item = (V, L)>) -> Self
    where
        V: Into<Cow<'a, str>>,
        L: Into<Cow<'a, str>>,
    {
        self.groups.push(Group { label: None, options: owned(options) });
        self
    }

    /// Several options under a name.
    pub fn group<V, L>(mut self, label: &'a str, options: impl IntoIterator<Item = (V, L)>) -> Self
    where
        V: Into<Cow<'a, str>>,
        L: Into<Cow<'a, str>>,
    {
        self.groups.push(Group { label: Some(label), options: owned(options) });
        self
    }

    /// The value that is chosen.
    pub fn selected(self, value: impl Into<Cow<'a, str>>) -> Self {
        Self { selected: value.into(), ..self }
    }

    fn list(&self, group: &Group<'_>) -> Markup {
        html! {
            @for (value, label) in &group.options {
                option value=(value) selected[*value == self.selected] { (label) }
            }
        }
    }
}

fn owned<'a, V, L>(options: impl IntoIterator<Item = (V, L)>) -> Vec<(Cow<'a, str>, Cow<'a, str>)>
where
    V: Into<Cow<'a, str>>,
    L: Into<Cow<'a, str>>,
{
    options.into_iter().map(|(value, label)| (value.into(), label.into())).collect()
}

impl Render for Select<'_> {
    fn render(&self) -> Markup {
        let control = &self.control;
        control.around(html! {
            div class="select" {
                select class="input" id=(control.id()) name=(control.name) required[control.required]
                    aria-invalid=[control.invalid()] aria-describedby=[control.described()] {
                    @if let Some(text) = self.placeholder {
                        option value="" selected[self.selected.is_empty()] { (text) }
                    }
                    @for group in &self.groups {
                        @if let Some(label) = group.label {
                            optgroup label=(label) { (self.list(group)) }
                        } @else { (self.list(group)) }
                    }
                }
                (Icon::ChevronDown)
            }
        })
    }
}
