use maud::{Markup, html};

use crate::access::Page;
use crate::entity::file;
use crate::entity::project_comment::Model;
use crate::features::files;
use crate::ids::{ClientId, ProjectId};
use crate::web::components::{
    Button, Composer, Icon, Message, Section, Speaker, Times, appended, composer_with, empty_state, message_with,
    results, thread,
};
use crate::web::{markdown, places};

/// What was said on a project, as one person reads it.
pub struct Thread<'a> {
    pub project: ProjectId,
    /// The latest comments, the latest first.
    pub page: &'a Page<Model>,
    /// What came with these comments.
    pub files: &'a [file::Model],
    /// Whether earlier comments than the latest are in view.
    pub earlier: bool,
    pub reader: ClientId,
    /// The box for the next comment, where the reader may comment too.
    pub composer: Option<Markup>,
    pub times: Times,
}

const THREAD_ID: &str = "comments-thread";

/// The comments, and the box for the next one where the reader may write.
pub fn comments(view: &Thread<'_>) -> Markup {
    let path = places::project(view.project);
    let topic = format!("project:{}", view.project);
    let before = view.page.next.as_ref().map(|cursor| format!("{path}?cursor={cursor}#comments"));
    html! {
        (Section::new("comments", "Comments").body(html! {
            @if let Some(before) = before {
                p { (Button::quiet("Show earlier comments").link(&before)) }
            }
            (results("comments-none", &topic, html! { @if view.page.items.is_empty() { (nothing(view)) } }))
            (thread(THREAD_ID, &topic, &format!("{path}/comments"), html! {
                @for row in view.page.items.iter().rev() { (one(row, view.files, view.reader, view.times)) }
            }))
            @if let Some(composer) = &view.composer { (composer) }
        }))
    }
}

fn nothing(view: &Thread<'_>) -> Markup {
    let text = match (view.earlier, view.composer.is_some()) {
        (true, _) => "Go back to the project for the latest ones.",
        (false, true) => "Ask the team something, or tell them what you think.",
        (false, false) => "What you and the team say about this project is here.",
    };
    empty_state(Icon::Message, "No comments here", text, None)
}

/// Comments as items of the thread.
pub fn messages(rows: &[Model], files: &[file::Model], reader: ClientId, times: Times) -> Markup {
    html! { @for row in rows { (one(row, files, reader, times)) } }
}

fn one(row: &Model, files: &[file::Model], reader: ClientId, times: Times) -> Markup {
    let said = Message {
        id: &row.id.to_string(),
        author: &row.author_name,
        speaker: Speaker::of(row.author_kind, row.author_id, reader),
        at: times.relative(row.created_at),
        body: markdown::html(&row.body),
    };
    message_with(&said, files::attached(files, row.id.into()))
}

/// What answers a comment that was sent from the page itself: a fresh composer, and the comment at the
/// thread's end.
pub fn commented(row: &Model, files: &[file::Model], reader: ClientId, times: Times, composer: Markup) -> Markup {
    html! {
        (composer)
        (appended(THREAD_ID, one(row, files, reader, times)))
    }
}

/// The box for the next comment. `typed` is one that was not taken, and why.
pub fn composer_for(
    project: ProjectId,
    typed: Option<(&str, Option<&str>)>,
    files: Markup,
    token: &str,
    once: &str,
) -> Markup {
    let action = format!("{}/comments", places::project(project));
    let composer = Composer {
        id: "composer",
        action: &action,
        token,
        once,
        preview: places::PREVIEW,
        value: typed.map_or("", |(value, _)| value),
        error: typed.and_then(|(_, error)| error),
        label: "Comment",
        send: "Send comment",
    };
    composer_with(&composer, files)
}
