use maud::{Markup, Render, html};

use crate::web::components::count;

/// A part of a page under its own name.
#[derive(Clone, Default)]
pub struct Section<'a> {
    id: &'a str,
    title: &'a str,
    count: u64,
    action: Option<Markup>,
    body: Option<Markup>,
}

impl<'a> Section<'a> {
    /// A section with a stable id.
    pub fn new(id: &'a str, title: &'a str) -> Self {
        Self { id, title, ..Self::default() }
    }

    /// How many things are in it.
    pub fn count(self, count: u64) -> Self {
        Self { count, ..self }
    }

    /// A link or button beside the name.
    pub fn action(self, action: Markup) -> Self {
        Self { action: Some(action), ..self }
    }

    /// What is in it.
    pub fn body(self, body: Markup) -> Self {
        Self { body: Some(body), ..self }
    }
}

impl Render for Section<'_> {
    fn render(&self) -> Markup {
        let label = format!("{}-title", self.id);
        html! {
            section class="section" id=(self.id) aria-labelledby=(label) {
                div class="section-head" {
                    h2 id=(label) { (self.title) }
                    (count(self.count))
                    @if let Some(action) = &self.action { div class="section-action" { (action) } }
                }
                @if let Some(body) = &self.body { (body) }
            }
        }
    }
}

/// A section whose id is made from its title.
pub fn section(title: &str, action: Option<Markup>, body: Markup) -> Markup {
    let id: String = title
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' })
        .collect();
    let whole = Section::new(&id, title).body(body);
    match action {
        Some(action) => whole.action(action).render(),
        None => whole.render(),
    }
}
