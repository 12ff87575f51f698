use maud::{Markup, html};

use crate::text::address_for_people;
use crate::web::components::{Button, actions};
use crate::web::places;

pub const NEW_ADDRESS: &str = "Your new address";
pub const OLD_ADDRESS: &str = "Your old address";

/// The question behind the link to a new address.
pub fn confirm_address(path: &str, email: &str) -> Markup {
    html! {
        h1 { (NEW_ADDRESS) }
        p { "Sign in as " strong { (address_for_people(email)) } " from now on?" }
        form class="form" method="post" action=(path) {
            (actions(html! { (Button::primary("Use this address").wide()) }))
        }
    }
}

/// What is said once an address is changed.
pub fn address_changed() -> Markup {
    html! {
        h1 { "Your address is changed" }
        p { "Sign in with the new one from now on. You are signed out everywhere but here, and the old address was told." }
        (Button::primary("Go to the portal").link(places::HOME).wide())
    }
}

/// The question behind the link to an old address.
pub fn take_back(path: &str, email: &str) -> Markup {
    html! {
        h1 { (OLD_ADDRESS) }
        p { "Make " strong { (address_for_people(email)) } " the address of your account again? Everybody is signed out, the password counts no more, and we send you a link to choose a new one." }
        form class="form" method="post" action=(path) {
            (actions(html! { (Button::primary("Take it back").wide()) }))
        }
    }
}

/// What is said once a change is taken back.
pub fn taken_back() -> Markup {
    html! {
        h1 { "The account is yours again" }
        p { "Look into your mailbox: a link to choose a new password is on its way." }
        (Button::quiet("To the sign-in").link(places::LOGIN))
    }
}

/// What is said behind a link that does not work any more.
pub fn spent() -> Markup {
    html! {
        h1 { "This link has run out" }
        p { "Each link works once and for a limited time, and a newer one ends it. Ask for a new one in your account." }
        (Button::primary("Go to the portal").link(places::HOME))
    }
}

/// What is said when the address went to somebody else meanwhile.
pub fn in_use() -> Markup {
    html! {
        h1 { "This address is in use" }
        p { "It belongs to another account by now. Nothing was changed; ask the team if it should be yours." }
        (Button::quiet("Go to the portal").link(places::HOME))
    }
}
