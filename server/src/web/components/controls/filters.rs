use maud::{Markup, Render, html};

use crate::web::components::{Button, Field, Select, words};

/// A line of choices above a list. A plain form; with scripts every change applies by itself.
#[derive(Clone)]
pub struct Filters<'a> {
    action: &'a str,
    results: &'a str,
    parts: Vec<Markup>,
}

impl<'a> Filters<'a> {
    /// Filters for the `results` region with this id, on the page at `action`.
    pub fn new(action: &'a str, results: &'a str) -> Self {
        Self { action, results, parts: Vec::new() }
    }

    /// One more list to choose from; its label is read out, not shown.
    pub fn select(mut self, select: Select<'_>) -> Self {
        self.parts.push(select.quiet_label().render());
        self
    }

    /// A field to search in.
    pub fn search(mut self, name: &str, label: &str, value: &str) -> Self {
        let field = Field::search(name, label).id("filter-search").placeholder(label).value(value);
        self.parts.push(field.quiet_label().render());
        self
    }

    /// Something the address already says and must go on saying.
    pub fn keep(mut self, name: &str, value: &str) -> Self {
        self.parts.push(html! { input type="hidden" name=(name) value=(value); });
        self
    }
}

impl Render for Filters<'_> {
    fn render(&self) -> Markup {
        let region = format!("#{}", self.results);
        html! {
            form class="filters" role="search" aria-label=(words::FILTER) method="get" action=(self.action)
                hx-get=(self.action)
                hx-trigger="submit, change target:select, input delay:300ms target:input"
                hx-target=(region) hx-select=(region) hx-swap="outerHTML" hx-replace-url="true"
                hx-sync="this:replace" {
                @for part in &self.parts { (part) }
                span class="needs-no-script" { (Button::quiet(words::APPLY)) }
            }
        }
    }
}

/// What filters and live events replace: a region drawn again from its own page.
pub fn results(id: &str, topics: &str, body: Markup) -> Markup {
    html! { div class="results" id=(id) data-live=(topics) { (body) } }
}

/// How many were found; also read out after a filter changed.
pub fn found(text: &str) -> Markup {
    html! { p class="found" data-announce { (text) } }
}
