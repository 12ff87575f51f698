use maud::{Markup, html};

use super::{Icon, Tone};

/// Something the reader should know before going on.
pub fn banner(tone: Tone, title: &str, body: Markup) -> Markup {
    let role = if tone == Tone::Negative { "alert" } else { "status" };
    html! {
        div class={ "banner tone-" (tone.name()) } role=(role) {
            (icon(tone))
            div class="banner-words" {
                p class="banner-title" { (title) }
                @if !body.0.is_empty() { div { (body) } }
            }
        }
    }
}

pub(super) const fn icon(tone: Tone) -> Icon {
    match tone {
        Tone::Positive => Icon::Check,
        Tone::Warning | Tone::Negative => Icon::Alert,
        Tone::Neutral | Tone::Accent => Icon::Info,
    }
}
