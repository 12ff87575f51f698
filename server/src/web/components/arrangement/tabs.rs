use maud::{Markup, html};

/// One view of the same list.
#[derive(Clone, Copy)]
pub struct Tab<'a> {
    /// Its name.
    pub label: &'a str,
    /// Where it is.
    pub href: &'a str,
    /// How many are in it, zero included.
    pub count: Option<u64>,
    /// Whether it is the one in view.
    pub current: bool,
}

/// Views of one list as a line of links.
pub fn tabs(label: &str, tabs: &[Tab<'_>]) -> Markup {
    html! {
        nav class="tabs" aria-label=(label) {
            @for tab in tabs {
                a class="tab" href=(tab.href) aria-current=[tab.current.then_some("page")] {
                    (tab.label)
                    @if let Some(count) = tab.count { " " span class="tab-count" { (count) } }
                }
            }
        }
    }
}
