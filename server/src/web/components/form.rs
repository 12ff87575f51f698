use maud::{Markup, html};

use super::Button;

/// The hidden field that carries the session's token.
pub const TOKEN_FIELD: &str = "csrf";
/// The header that carries it when the page is not a plain form.
pub const TOKEN_HEADER: &str = "X-CSRF-Token";

/// The hidden token alone, for forms drawn by hand.
pub fn token(value: &str) -> Markup {
    html! { input type="hidden" name=(TOKEN_FIELD) value=(value); }
}

/// The hidden key under which a form is taken once, however often it is sent.
pub fn once(key: &str) -> Markup {
    html! { input type="hidden" name="once" value=(key); }
}

/// A form that changes something. The server's words answer mistakes, not the browser's.
pub fn form(action: &str, session: &str, body: Markup) -> Markup {
    html! {
        form class="form" method="post" action=(action) novalidate {
            (token(session))
            (body)
        }
    }
}

/// A form that files come with. The field for them is to be its last.
pub fn form_with_files(action: &str, session: &str, body: Markup) -> Markup {
    html! {
        form class="form" method="post" action=(action) enctype="multipart/form-data" novalidate {
            (token(session))
            (body)
        }
    }
}

/// The buttons at the end of a form, the first one being the one to press.
pub fn actions(body: Markup) -> Markup {
    html! { div class="actions" { (body) } }
}

/// One button that posts by itself.
pub fn post(action: &str, session: &str, button: Button<'_>) -> Markup {
    html! { form class="post" method="post" action=(action) { (token(session)) (button) } }
}

/// A form that leads to pages of others': the browser goes there itself, since a script may not.
pub fn post_away(action: &str, session: &str, body: Markup) -> Markup {
    html! { form class="post" method="post" action=(action) hx-boost="false" { (token(session)) (body) } }
}

/// One button that asks before it posts.
pub fn post_confirmed(action: &str, session: &str, question: &str, button: Button<'_>) -> Markup {
    html! {
        form class="post" method="post" action=(action) hx-confirm=(question) {
            (token(session))
            (button)
        }
    }
}
