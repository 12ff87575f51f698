use maud::{Markup, PreEscaped, html};

use crate::web::components::Button;

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

/// The same, with the first wrong field as the place where typing goes on: whoever uses no mouse, or no script, is led
/// there. Text that people wrote holds no tag, so only a field can be found.
pub fn at_fault(content: Markup) -> Markup {
    const WRONG: &str = " aria-invalid=\"true\"";
    let PreEscaped(mut html) = content;
    let first = html.match_indices(WRONG).find_map(|(at, _)| {
        let tag = html[..at].rfind('<')?;
        (!html[tag..at].contains('>')).then_some((tag, at))
    });
    if let Some((tag, at)) = first
        && !html[tag..at].contains(" autofocus")
    {
        html.insert_str(at, " autofocus");
    }
    PreEscaped(html)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::components::{Field, prose};

    #[test]
    fn typing_goes_on_in_the_first_wrong_field_and_in_no_other() {
        let field = |name, wrong: bool| Field::text(name, "Name").error(wrong.then_some("Fill this in."));
        let said = prose(PreEscaped("It says aria-invalid=\"true\" there.".to_owned()));
        let page = html! { (said) (field("one", false)) (field("two", true)) (field("three", true)) };
        let PreEscaped(page) = at_fault(page);
        assert_eq!(page.matches(" autofocus").count(), 1, "{page}");
        let begun = page.split("<input").find(|part| part.contains(" autofocus"));
        assert!(begun.is_some_and(|part| part.contains("id=\"two\"")), "{page}");
        let begun = at_fault(html! { (field("one", true).autofocus()) });
        assert_eq!(begun.into_string().matches(" autofocus").count(), 1);
        assert!(!at_fault(html! { (field("one", false)) }).into_string().contains(" autofocus"));
    }
}
