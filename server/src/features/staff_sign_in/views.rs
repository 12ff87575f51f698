use maud::{Markup, html};

use crate::web::components::{Button, Field, actions};

pub const RESET: &str = "Choose a new password";

/// The form behind a reset link.
pub fn reset(path: &str, problem: Option<&str>) -> Markup {
    html! {
        h1 { (RESET) }
        p { "For your account as a member of the team. All your sign-ins and API tokens end." }
        form class="form" method="post" action=(path) novalidate {
            (Field::password("password", "New password").required().autocomplete("new-password").error(problem)
                .help("At least 15 characters, or 12 with a second factor; a few words in a row do well."))
            (actions(html! { (Button::primary("Save the password").wide()) }))
        }
    }
}

/// What is said once the password is chosen.
pub fn done() -> Markup {
    html! {
        h1 { "Your password is changed" }
        p { "Sign in with it in the console." }
    }
}

/// What is said behind a link that does not work any more.
pub fn spent() -> Markup {
    html! {
        h1 { "This link has run out" }
        p { "Each link works once and for 30 minutes. Ask for a new one in the console." }
    }
}
