use maud::{Markup, PreEscaped, html};

use crate::web::components::Tone;

/// A state as a shape, a word and a colour, in this order of importance.
pub fn badge(tone: Tone, label: &str) -> Markup {
    html! {
        span class={ "badge tone-" (tone.name()) } {
            svg class="shape" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" {
                (PreEscaped(shape(tone)))
            }
            (label)
        }
    }
}

/// How many wait, as a small pill; nothing at all for none.
pub fn count(number: u64) -> Markup {
    html! {
        @if number > 99 {
            span class="count" { "99+" }
        } @else if number > 0 {
            span class="count" { (number) }
        }
    }
}

/// The same in the corner of an icon, where one figure has room; screen readers say the whole number.
pub fn corner(number: u64) -> Markup {
    html! {
        @if number > 9 {
            span class="count" aria-hidden="true" { "9+" } span class="visually-hidden" { (number) }
        } @else {
            (count(number))
        }
    }
}

const fn shape(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => r#"<circle cx="5" cy="5" r="3.6"/>"#,
        Tone::Positive => r#"<path d="m1.5 5.5 2.4 2.4 4.6-5.3"/>"#,
        Tone::Warning => r#"<path class="solid" d="M5 1.4 9 8.6H1z"/>"#,
        Tone::Negative => r#"<path class="solid" d="m5 .9 4.1 4.1L5 9.1.9 5z"/>"#,
        Tone::Accent => r#"<circle class="solid" cx="5" cy="5" r="3.4"/>"#,
    }
}
