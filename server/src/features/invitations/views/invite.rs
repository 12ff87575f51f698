use maud::{Markup, html};

use crate::error::FieldErrors;
use crate::text::address_for_people;
use crate::web::components::{Button, Field, Icon, actions, token as csrf};
use crate::web::places;

pub const SPENT: &str = "This invitation does not work";

/// What an invitation says to whoever holds its link.
pub struct Invited<'a> {
    pub agency: &'a str,
    pub workspace: &'a str,
    pub inviter: &'a str,
    /// Whether the agency invites, or a colleague.
    pub of_agency: bool,
    pub email: &'a str,
    pub path: String,
}

/// Who holds the link.
pub enum Guest<'a> {
    /// Nobody has an account under this address yet.
    New { name: &'a str, errors: Option<&'a FieldErrors> },
    /// The address has an account, which is not signed in here.
    Known,
    /// The one who is invited, signed in.
    Invited { token: String },
    /// Somebody else, signed in.
    Somebody { email: &'a str, token: String },
}

/// The page behind an invitation's link.
pub fn show(invited: &Invited<'_>, guest: &Guest<'_>) -> Markup {
    html! {
        h1 { "Join " (invited.workspace) }
        p {
            strong { (invited.inviter) }
            @if invited.of_agency { " of " (invited.agency) }
            " invites you to the portal of " (invited.workspace) "."
        }
        @match guest {
            Guest::New { name, errors } => (account(invited, name, *errors)),
            Guest::Known => {
                p { "You have an account here as " strong { (address_for_people(invited.email)) } ". Sign in to it, and you can join." }
                (Button::primary("Sign in and join").link(&format!("{}?next={}", places::LOGIN, invited.path)).wide())
            }
            Guest::Invited { token } => {
                p { "You are signed in as " strong { (address_for_people(invited.email)) } "." }
                form class="form" method="post" action={ (invited.path) "/join" } {
                    (csrf(token))
                    (actions(html! { (Button::primary(&format!("Join {}", invited.workspace)).wide()) }))
                }
            }
            Guest::Somebody { email, token } => {
                p {
                    "The invitation is for " strong { (address_for_people(invited.email)) } ", and you are signed in as "
                    strong { (address_for_people(email)) } ". Sign out, and go on as the one who is invited."
                }
                form class="form" method="post" action="/portal/logout" {
                    (csrf(token))
                    input type="hidden" name="next" value=(invited.path);
                    (actions(html! { (Button::primary("Sign out and go on").icon(Icon::SignOut).wide()) }))
                }
                p { a href=(places::HOME) { "Stay signed in" } }
            }
        }
    }
}

fn account(invited: &Invited<'_>, name: &str, errors: Option<&FieldErrors>) -> Markup {
    let at = |field: &str| errors.and_then(|errors| errors.at(field));
    html! {
        form class="form" method="post" action=(invited.path) novalidate {
            p class="muted" { "You will sign in as " strong { (address_for_people(invited.email)) } "." }
            input type="text" name="username" autocomplete="username" value=(invited.email) hidden readonly;
            (Field::text("name", "Your name").value(name).required().autocomplete("name").max(120).error(at("name")))
            (Field::password("password", "Choose a password").required().autocomplete("new-password")
                .error(at("password")).help("At least 15 characters; a few words in a row do well."))
            (actions(html! { (Button::primary(&format!("Join {}", invited.workspace)).wide()) }))
        }
    }
}

/// What is said behind a link that does not work, whatever the reason.
pub fn spent(agency: &str) -> Markup {
    html! {
        h1 { (SPENT) }
        p {
            "Each link works once and for seven days, and only the latest one works. Ask whoever invited you, or "
            (agency) ", to send it again."
        }
        p { "If you have joined already, sign in." }
        (Button::primary("Sign in").link(places::LOGIN))
    }
}
