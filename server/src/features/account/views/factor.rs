use maud::{Markup, html};

use crate::error::FieldErrors;
use crate::web::components::{Button, Field, Heading, Icon, Tone, actions, banner, form, panel, qr};
use crate::web::{account_tabs, places};

pub const SET_UP: &str = "Set up a second factor";

/// What is shared with the authenticator.
pub struct Shared<'a> {
    pub secret: String,
    pub address: &'a str,
}

/// The set-up, in two steps; `asking` is the workspace that is closed until it is done.
pub fn set_up(
    email: &str,
    asking: Option<&str>,
    shared: Option<&Shared<'_>>,
    token: &str,
    errors: Option<&FieldErrors>,
) -> Markup {
    html! {
        (Heading::new(SET_UP))
        (account_tabs(places::SECURITY))
        @if let Some(workspace) = asking {
            (banner(Tone::Warning, &format!("{workspace} asks for a second factor"), html! {
                "It opens as soon as you have one."
            }))
        }
        @match shared {
            None => (panel(form(places::SECOND_FACTOR, token, html! {
                p { "You need an authenticator: an app on your phone that shows a new code every thirty seconds. Many password managers are one, too." }
                p { "From then on we ask for a code after your password." }
                (actions(html! { (Button::primary("Begin").icon(Icon::Lock)) }))
            }))),
            Some(shared) => (panel(confirm(email, shared, token, errors))),
        }
    }
}

fn confirm(email: &str, shared: &Shared<'_>, token: &str, errors: Option<&FieldErrors>) -> Markup {
    let at = |field: &str| errors.and_then(|errors| errors.at(field));
    let groups = shared.secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ");
    form(
        "/portal/account/second-factor/confirm",
        token,
        html! {
            div class="set-up" {
                (qr(shared.address, "QR code for your authenticator"))
                div class="set-up-words" {
                    p { "Scan this with your authenticator." }
                    p { "If you cannot scan it, " a href=(shared.address) hx-boost="false" { "open it on this device" } " or type this key:" }
                    p { code class="secret" { (groups) } }
                }
            }
            input type="text" name="username" autocomplete="username" value=(email) hidden readonly;
            (Field::text("code", "Code that it shows").error(at("code")).required().autocomplete("one-time-code").max(16))
            (Field::password("password", "Current password").error(at("password")).required().autocomplete("current-password"))
            p class="muted" { "This signs you out everywhere else." }
            (actions(html! { (Button::primary("Switch it on")) (Button::quiet("Cancel").link(places::SECURITY)) }))
        },
    )
}

/// Recovery codes, the only time that they are seen.
pub fn recovery_codes(title: &str, codes: &[String]) -> Markup {
    html! {
        (Heading::new(title))
        (account_tabs(places::SECURITY))
        (panel(html! {
            div class="form" {
                p { strong { "Keep these recovery codes where you keep your passwords." } " Each lets you in once when your authenticator is not at hand. Nobody sees them again, and earlier ones count no more." }
                ol class="codes" { @for code in codes { li { code { (code) } } } }
                (actions(html! { (Button::primary("I have kept them").link(places::SECURITY)) }))
            }
        }))
    }
}
