use maud::{Markup, html};

use crate::web::components::words;

/// "Show more" below the rows with this id. It must be drawn on the last page too, with `None`:
/// the empty one takes the place of the last link.
pub fn pager(rows: &str, next: Option<&str>) -> Markup {
    let id = format!("{rows}-pager");
    html! {
        nav class="pager" id=(id) aria-label=(words::SHOW_MORE) hidden[next.is_none()] {
            @if let Some(href) = next {
                a class="button button-quiet" id={ (rows) "-more" } href=(href) hx-get=(href)
                    hx-target={ "#" (rows) } hx-select={ "#" (rows) " > *" } hx-swap="beforeend"
                    hx-select-oob={ "#" (id) ":outerHTML" } hx-sync="this:drop" { (words::SHOW_MORE) }
            }
        }
    }
}
