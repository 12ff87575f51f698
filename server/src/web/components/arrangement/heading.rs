use maud::{Markup, Render, html};

/// The head of a page: its only `h1`, what it belongs to, what is true of it, what to do with it.
#[derive(Clone, Default)]
pub struct Heading<'a> {
    title: &'a str,
    above: Option<Markup>,
    below: Option<Markup>,
    action: Option<Markup>,
}

impl<'a> Heading<'a> {
    /// The page's name.
    pub fn new(title: &'a str) -> Self {
        Self { title, ..Self::default() }
    }

    /// A small line before it, such as a number and a kind.
    pub fn above(self, line: Markup) -> Self {
        Self { above: Some(line), ..self }
    }

    /// Badges and facts after it.
    pub fn below(self, line: Markup) -> Self {
        Self { below: Some(line), ..self }
    }

    /// The one thing to do here, perhaps two.
    pub fn action(self, action: Markup) -> Self {
        Self { action: Some(action), ..self }
    }
}

impl Render for Heading<'_> {
    fn render(&self) -> Markup {
        html! {
            header class="heading" {
                div class="heading-words" {
                    @if let Some(line) = &self.above { p class="heading-above" { (line) } }
                    h1 { (self.title) }
                    @if let Some(line) = &self.below { div class="heading-below" { (line) } }
                }
                @if let Some(action) = &self.action { div class="heading-action" { (action) } }
            }
        }
    }
}
