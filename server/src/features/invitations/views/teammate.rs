use maud::{Markup, html};

use crate::entity::staff_invitation::Model;
use crate::error::FieldErrors;
use crate::text::address_for_people;
use crate::web::components::{Button, Field, actions};

pub const TITLE: &str = "Join the team";
pub const SPENT: &str = "This invitation does not work";

/// The page behind an invitation to the team.
pub fn show(agency: &str, offer: &Model, name: &str, errors: Option<&FieldErrors>) -> Markup {
    let at = |field: &str| errors.and_then(|errors| errors.at(field));
    html! {
        h1 { "Join " (agency) }
        p { strong { (offer.inviter_name) } " invites you to the team, as " (offer.role.as_str()) "." }
        p { "The team works in the console, in a terminal, where you will sign in with what you choose here." }
        form class="form" method="post" novalidate {
            p class="muted" { "You will sign in as " strong { (address_for_people(&offer.email)) } "." }
            input type="text" name="username" autocomplete="username" value=(offer.email) hidden readonly;
            (Field::text("name", "Your name").value(name).required().autocomplete("name").max(120).error(at("name")))
            (Field::password("password", "Choose a password").required().autocomplete("new-password")
                .error(at("password")).help("At least 15 characters; a few words in a row do well."))
            (actions(html! { (Button::primary("Join the team").wide()) }))
        }
    }
}

/// What is said to somebody who has just joined.
pub fn joined(agency: &str, email: &str, address: &str) -> Markup {
    html! {
        h1 { "Welcome to " (agency) }
        p { "Your account is ready. Start the console, and sign in with your password:" }
        pre { code { "portico-console --server " (address) " --email " (email) } }
        (Button::quiet("More about the console").link("/dashboard"))
    }
}

/// What is said behind a link that does not work, whatever the reason.
pub fn spent() -> Markup {
    html! {
        h1 { (SPENT) }
        p { "Each link works once and for seven days, and only the latest one works. Ask whoever invited you to send it again." }
        (Button::quiet("To the start page").link("/dashboard"))
    }
}
