use maud::{Markup, html};

use super::{Tone, banner::icon};

/// A short word on what just happened, in the frame's corner.
pub fn toast(tone: Tone, text: &str) -> Markup {
    html! { p class={ "toast tone-" (tone.name()) } { (icon(tone)) span { (text) } } }
}

/// The same beside any fragment: it finds its own way to the corner.
pub fn toast_partial(tone: Tone, text: &str) -> Markup {
    html! { hx-partial hx-target="#toasts" hx-swap="beforeend" { (toast(tone, text)) } }
}
