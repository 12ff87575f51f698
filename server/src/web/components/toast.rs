use maud::{Markup, html};

use super::{Icon, Tone, banner::icon, words};

/// A short word on what just happened, at the frame's foot. It goes by itself, or when it is closed.
pub fn toast(tone: Tone, text: &str) -> Markup {
    html! {
        p class={ "toast tone-" (tone.name()) } {
            (icon(tone))
            span { (text) }
            button class="toast-close needs-script" type="button" aria-label=(words::CLOSE) { (Icon::Close) }
        }
    }
}

/// The same beside any fragment: it finds its own way to the foot.
pub fn toast_partial(tone: Tone, text: &str) -> Markup {
    html! { hx-partial hx-target="#toasts" hx-swap="beforeend" { (toast(tone, text)) } }
}
