use maud::{Markup, html};

use crate::web::components::{Button, Textarea, once, token};

/// Where a message is written.
#[derive(Clone, Copy)]
pub struct Composer<'a> {
    /// Its own id; it is drawn anew after each message.
    pub id: &'a str,
    /// Where the message is posted, as `body`.
    pub action: &'a str,
    /// The session's token.
    pub token: &'a str,
    /// The key under which this message is taken once, however often it is sent.
    pub once: &'a str,
    /// Where the preview is asked for.
    pub preview: &'a str,
    /// What stands in it.
    pub value: &'a str,
    /// What is wrong with it, if anything.
    pub error: Option<&'a str>,
    /// Its name.
    pub label: &'a str,
    /// The verb on its button.
    pub send: &'a str,
}

/// A box and a button that stay in place: the answer is the same form, fresh or with its error.
pub fn composer(composer: &Composer<'_>) -> Markup {
    drawn(composer, None)
}

/// The same with a field for files, which is to be its last.
pub fn composer_with(composer: &Composer<'_>, files: Markup) -> Markup {
    drawn(composer, Some(files))
}

fn drawn(composer: &Composer<'_>, files: Option<Markup>) -> Markup {
    let field = format!("{}-body", composer.id);
    let button = format!("{}-send", composer.id);
    html! {
        form class="form composer" id=(composer.id) method="post" action=(composer.action) novalidate
            enctype=[files.as_ref().map(|_| "multipart/form-data")]
            hx-post=(composer.action) hx-target="this" hx-swap="outerHTML" hx-sync="this:drop" {
            (token(composer.token))
            (once(composer.once))
            (Textarea::new("body", composer.label).id(&field).value(composer.value).error(composer.error)
                .required().rows(4).preview(composer.preview))
            @if let Some(files) = files { (files) }
            div class="actions" { (Button::primary(composer.send).id(&button)) }
        }
    }
}
