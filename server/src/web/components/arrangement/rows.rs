use maud::{Markup, Render, html};

use crate::web::components::words;

/// One thing in a list: its name, what is true of it, and what stands at its end.
#[derive(Clone, Default)]
pub struct Row<'a> {
    title: &'a str,
    href: Option<&'a str>,
    id: Option<&'a str>,
    lead: Option<Markup>,
    meta: Option<Markup>,
    aside: Option<Markup>,
    unread: bool,
    slides: bool,
}

impl<'a> Row<'a> {
    /// A row with this name.
    pub fn new(title: &'a str) -> Self {
        Self { title, ..Self::default() }
    }

    /// Makes the whole row lead there.
    pub fn href(self, href: &'a str) -> Self {
        Self { href: Some(href), ..self }
    }

    /// Has the page that it leads to open beside this one; see `slideover`.
    pub fn slides(self) -> Self {
        Self { slides: true, ..self }
    }

    /// A stable id.
    pub fn id(self, id: &'a str) -> Self {
        Self { id: Some(id), ..self }
    }

    /// A face or an icon before the name.
    pub fn lead(self, lead: Markup) -> Self {
        Self { lead: Some(lead), ..self }
    }

    /// A quiet line below the name.
    pub fn meta(self, meta: Markup) -> Self {
        Self { meta: Some(meta), ..self }
    }

    /// A badge or a time at the end.
    pub fn aside(self, aside: Markup) -> Self {
        Self { aside: Some(aside), ..self }
    }

    /// Marks what has not been seen yet.
    pub fn unread(self, unread: bool) -> Self {
        Self { unread, ..self }
    }
}

impl Render for Row<'_> {
    fn render(&self) -> Markup {
        html! {
            li class="row" id=[self.id] {
                @if let Some(lead) = &self.lead { div class="row-lead" { (lead) } }
                div class="row-words" {
                    @if self.unread { span class="unread" role="img" aria-label=(words::UNREAD) {} }
                    @if let Some(href) = self.href {
                        a class="row-title" href=(href) data-slideover[self.slides] { (self.title) }
                    } @else {
                        span class="row-title" { (self.title) }
                    }
                    @if let Some(meta) = &self.meta { div class="row-meta" { (meta) } }
                }
                @if let Some(aside) = &self.aside { div class="row-aside" { (aside) } }
            }
        }
    }
}

/// Rows under one id, so that more can be added to them.
pub fn rows<'a>(id: &str, items: impl IntoIterator<Item = Row<'a>>) -> Markup {
    html! { ul class="rows" id=(id) { @for item in items { (item) } } }
}
