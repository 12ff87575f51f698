use maud::{Markup, html};

use crate::error::FieldErrors;
use crate::features::account::service::Session;
use crate::features::second_factor::State;
use crate::web::components::{
    Button, Field, Heading, Icon, Row, Times, Tone, actions, badge, form, panel, post, rows, section, token,
};
use crate::web::{account_tabs, places};

pub const SECURITY: &str = "Security";

/// What stands on the page.
pub struct Security<'a> {
    pub email: &'a str,
    pub factor: &'a State,
    /// Whether the workspace asks for a second factor.
    pub asked: bool,
    pub sessions: &'a [Session],
    pub times: Times,
    pub token: &'a str,
}

/// Password, second factor and sessions; `errors` are at the form that was sent.
pub fn security(page: &Security<'_>, errors: &FieldErrors) -> Markup {
    html! {
        (Heading::new(SECURITY))
        (account_tabs(places::SECURITY))
        (section("Password", None, panel(password(page, errors))))
        (section("Second factor", None, factor(page, errors)))
        (sessions(page))
    }
}

fn password(page: &Security<'_>, errors: &FieldErrors) -> Markup {
    let shortest = if matches!(page.factor, State::On { .. }) { 12 } else { 15 };
    let help = format!("At least {shortest} characters; a few words in a row do well.");
    form(
        "/portal/account/password",
        page.token,
        html! {
            input type="text" name="username" autocomplete="username" value=(page.email) hidden readonly;
            (Field::password("current", "Current password").error(errors.at("current")).required().autocomplete("current-password"))
            (Field::password("new", "New password").error(errors.at("new")).required().autocomplete("new-password").help(&help))
            p class="muted" { "Changing it signs you out everywhere else." }
            (actions(html! { (Button::primary("Change password")) }))
        },
    )
}

fn factor(page: &Security<'_>, errors: &FieldErrors) -> Markup {
    let State::On { since, recovery_codes } = page.factor else {
        return panel(html! {
            div class="form" {
                p { "A code from an app on your phone, asked for after your password. Whoever learns your password still does not get in." }
                (actions(html! { (Button::quiet("Set up a second factor").icon(Icon::Lock).link(places::SECOND_FACTOR)) }))
            }
        });
    };
    let left = match recovery_codes {
        0 => "No recovery code is left.".to_owned(),
        1 => "One recovery code is left.".to_owned(),
        more => format!("{more} recovery codes are left."),
    };
    panel(html! {
        form class="form" method="post" action="/portal/account/second-factor/codes" novalidate {
            (token(page.token))
            p { (badge(Tone::Positive, "On")) " since " (page.times.exact(*since)) ". " (left) }
            @if page.asked { p class="muted" { "Your workspace asks for it: without one, it stays closed to you." } }
            (Field::password("password", "Current password").error(errors.at("password")).required().autocomplete("current-password"))
            (Field::text("code", "Code").error(errors.at("code")).required().autocomplete("one-time-code").max(32)
                .help("From your authenticator, or a recovery code."))
            (actions(html! {
                (Button::quiet("New recovery codes"))
                button class="button button-danger" type="submit" formaction="/portal/account/second-factor/disable" { "Switch it off" }
            }))
        }
    })
}

fn sessions(page: &Security<'_>) -> Markup {
    let others = page.sessions.len() > 1;
    let all = others
        .then(|| post("/portal/account/sessions/end-others", page.token, Button::quiet("Sign out the others").small()));
    let row = |session: &'_ Session| {
        let words = html! {
            @if session.is_this { (badge(Tone::Positive, "This one")) }
            span { "from " (session.network) }
            span { "signed in " (page.times.relative(session.created_at)) }
        };
        let end = form_of(session, page.token);
        (words, html! { span { "last used " (page.times.relative(session.seen_at)) } @if !session.is_this { (end) } })
    };
    let drawn: Vec<_> = page.sessions.iter().map(|session| (session, row(session))).collect();
    let list = drawn.into_iter().map(|(session, (words, aside))| Row::new(&session.device).meta(words).aside(aside));
    html! {
        (section("Where you are signed in", all, html! {
            (panel(rows("sessions", list)))
            p class="muted" { "We show the network you came from, not a place: we look addresses up nowhere." }
        }))
    }
}

fn form_of(session: &Session, form_token: &str) -> Markup {
    html! {
        form class="post" method="post" action="/portal/account/sessions/end" {
            (token(form_token))
            input type="hidden" name="session" value=(session.id);
            (Button::quiet("Sign out").small())
        }
    }
}
