use maud::{Markup, Render, html};

use crate::web::components::Icon;

/// A verb to press: a submit button, or a link that looks like one.
#[derive(Clone, Default)]
pub struct Button<'a> {
    label: &'a str,
    kind: &'static str,
    href: Option<&'a str>,
    icon: Option<Icon>,
    pair: Option<(&'a str, &'a str)>,
    form: Option<&'a str>,
    action: Option<&'a str>,
    opens: Option<&'a str>,
    id: Option<&'a str>,
    small: bool,
    wide: bool,
}

impl<'a> Button<'a> {
    /// The one thing this page is for; at most one in view.
    pub fn primary(label: &'a str) -> Self {
        Self { label, kind: "primary", ..Self::default() }
    }

    /// Everything else.
    pub fn quiet(label: &'a str) -> Self {
        Self { label, kind: "quiet", ..Self::default() }
    }

    /// What cannot be taken back easily.
    pub fn danger(label: &'a str) -> Self {
        Self { label, kind: "danger", ..Self::default() }
    }

    /// Makes it a link.
    pub fn link(self, href: &'a str) -> Self {
        Self { href: Some(href), ..self }
    }

    /// Puts an icon before the word.
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// For rows and headings.
    pub fn small(self) -> Self {
        Self { small: true, ..self }
    }

    /// As wide as its container.
    pub fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// What the form says when this button sent it.
    pub fn value(self, name: &'a str, value: &'a str) -> Self {
        Self { pair: Some((name, value)), ..self }
    }

    /// Sends a form that stands elsewhere on the page.
    pub fn form(self, id: &'a str) -> Self {
        Self { form: Some(id), ..self }
    }

    /// Sends its form to another address, which says what is wanted also where files come before the button.
    pub fn action(self, action: &'a str) -> Self {
        Self { action: Some(action), ..self }
    }

    /// Opens the dialog with this id instead of sending anything.
    pub fn opens(self, dialog: &'a str) -> Self {
        Self { opens: Some(dialog), ..self }
    }

    /// A stable id, so that focus survives a swap.
    pub fn id(self, id: &'a str) -> Self {
        Self { id: Some(id), ..self }
    }

    fn class(&self) -> String {
        let small = if self.small { " button-small" } else { "" };
        let wide = if self.wide { " button-wide" } else { "" };
        format!("button button-{}{small}{wide}", self.kind)
    }
}

impl Render for Button<'_> {
    fn render(&self) -> Markup {
        let inside = html! { @if let Some(icon) = self.icon { (icon) } (self.label) };
        let class = self.class();
        html! {
            @if let Some(href) = self.href {
                a class=(class) id=[self.id] href=(href) { (inside) }
            } @else if let Some(dialog) = self.opens {
                button class=(class) id=[self.id] type="button" command="show-modal" commandfor=(dialog) {
                    (inside)
                }
            } @else {
                button class=(class) id=[self.id] type="submit" form=[self.form] formaction=[self.action]
                    name=[self.pair.map(|pair| pair.0)] value=[self.pair.map(|pair| pair.1)] { (inside) }
            }
        }
    }
}
