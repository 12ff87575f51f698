use maud::{Markup, html};

use crate::web::components::Button;
use crate::web::places;

pub const UNSUBSCRIBE: &str = "Mails you get";

/// Asks before anything ends. The form carries no token: the address is the proof.
pub fn unsubscribe(about: &str, action: &str) -> Markup {
    html! {
        h1 { "Stop these mails" }
        p { "You get mails about: " strong { (about) } "." }
        p class="muted" { "What happens stays in your portal." }
        form method="post" action=(action) { (Button::primary("Stop these mails").wide()) }
    }
}

/// Says that it is done, and where it is undone.
pub fn unsubscribed(about: &str, is_client: bool) -> Markup {
    html! {
        h1 { "These mails have stopped" }
        p { "No more mails about: " strong { (about) } "." }
        @if is_client {
            p class="muted" { "You can have them again at any time." }
            (Button::quiet("Choose what you get by mail").link(places::NOTIFICATION_SETTINGS).wide())
        }
    }
}

/// A link that is none of ours.
pub fn no_such_link() -> Markup {
    html! {
        h1 { "This link does not work" }
        p { "It may have been broken on its way. Copy the whole of it from the mail, or sign in and choose there." }
        (Button::quiet("Choose what you get by mail").link(places::NOTIFICATION_SETTINGS).wide())
    }
}
