use maud::{Markup, html};

use crate::web::components::{Button, Field, Icon, Tone, actions, banner};
use crate::web::places;

pub const SIGN_IN: &str = "Sign in";
pub const CODE: &str = "One more step";
pub const FORGOT: &str = "Forgotten password";
pub const RESET: &str = "Choose a new password";

/// The sign-in form.
pub fn sign_in(welcome: Option<&str>, email: &str, next: &str, problem: Option<&str>, note: Option<&str>) -> Markup {
    let password = Field::password("password", "Password").required().autocomplete("current-password");
    // Which of the two was wrong is not told; the password has to be typed again in any case.
    let password = if problem.is_some() { password.autofocus() } else { password };
    html! {
        h1 { (SIGN_IN) }
        @if let Some(welcome) = welcome { p class="welcome" { (welcome) } }
        @if let Some(note) = note { (banner(Tone::Positive, note, html! {})) }
        @if let Some(problem) = problem { (banner(Tone::Negative, problem, html! {})) }
        form class="form" method="post" action=(places::LOGIN) hx-boost="false" {
            @if !next.is_empty() { input type="hidden" name="next" value=(next); }
            (Field::email("email", "Email").value(email).required().autocomplete("username"))
            (password)
            (actions(html! { (Button::primary(SIGN_IN).wide()) }))
        }
        p { a href="/portal/forgot-password" { "Forgot your password?" } }
    }
}

/// The form that asks for a code.
pub fn code(next: &str, problem: Option<&str>) -> Markup {
    html! {
        h1 { (CODE) }
        p { "Open your authenticator and type the six digits it shows for this portal." }
        form class="form" method="post" action=(places::LOGIN_CODE) hx-boost="false" novalidate {
            @if !next.is_empty() { input type="hidden" name="next" value=(next); }
            (Field::text("code", "Code").required().autocomplete("one-time-code").autofocus().error(problem)
                .help("Without your device, type one of your recovery codes."))
            (actions(html! { (Button::primary("Go on").wide()) }))
        }
        p { a href=(places::LOGIN) { "Back to sign in" } }
    }
}

/// What is said when a sign-in has waited too long for its code.
pub fn waited_out() -> Markup {
    html! {
        h1 { "Sign in again" }
        p { "We wait ten minutes for a code. Begin with your password again." }
        (Button::primary("To the sign-in").link(places::LOGIN).wide())
    }
}

/// The form that asks for a reset link.
pub fn forgot(email: &str, problem: Option<&str>) -> Markup {
    html! {
        h1 { (FORGOT) }
        p { "Tell us your email address. If it has an account here, we send a link to choose a new password." }
        form class="form" method="post" action="/portal/forgot-password" novalidate {
            (Field::email("email", "Email").value(email).required().autocomplete("username").error(problem))
            (actions(html! { (Button::primary("Send the link").wide()) }))
        }
        p { a href=(places::LOGIN) { "Back to sign in" } }
    }
}

/// What is said after asking, whoever asked.
pub fn asked() -> Markup {
    html! {
        h1 { "Look into your mailbox" }
        p { "If this address has an account here, a link is on its way. It works for 30 minutes." }
        (Button::quiet("Back to sign in").link(places::LOGIN).icon(Icon::Mail))
    }
}

/// The form behind a reset link.
pub fn reset(path: &str, problem: Option<&str>) -> Markup {
    html! {
        h1 { (RESET) }
        form class="form" method="post" action=(path) novalidate {
            (Field::password("password", "New password").required().autocomplete("new-password").error(problem)
                .help("At least 15 characters; a few words in a row do well."))
            (actions(html! { (Button::primary("Save the password").wide()) }))
        }
    }
}

/// What is said behind a link that does not work any more.
pub fn spent() -> Markup {
    html! {
        h1 { "This link has run out" }
        p { "Each link works once and for 30 minutes. Ask for a new one." }
        (Button::primary("Ask for a new link").link("/portal/forgot-password"))
    }
}

/// The agency's door, for whoever comes by. `stranded` is the token of somebody who is signed in and has no
/// workspace left.
pub fn home(agency: &str, welcome: Option<&str>, stranded: Option<&str>) -> Markup {
    html! {
        h1 { (agency) }
        @if let Some(token) = stranded {
            p { "You are signed in, but no workspace is open to you. Ask the team to let you in again." }
            form class="post" method="post" action="/portal/logout" hx-boost="false" {
                (crate::web::components::token(token))
                (Button::quiet("Sign out").icon(Icon::SignOut))
            }
        } @else {
            p class="welcome" { (welcome.unwrap_or("Projects, requests and answers in one place.")) }
            (Button::primary("Sign in to your portal").link(places::LOGIN).wide())
        }
    }
}
