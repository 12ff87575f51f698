use maud::{Markup, html};

use crate::access::Page;
use crate::entity::project_comment::Model;
use crate::entity::words::ActorKind;
use crate::ids::{ClientId, ProjectId};
use crate::web::components::{
    Button, Composer, Icon, Message, Section, Side, Times, appended, composer, empty_state, message, results, thread,
};
use crate::web::{markdown, places};

/// What was said on a project, as one person reads it.
pub struct Thread<'a> {
    pub project: ProjectId,
    /// The latest comments, the latest first.
    pub page: &'a Page<Model>,
    /// Whether earlier comments than the latest are in view.
    pub earlier: bool,
    pub reader: ClientId,
    /// Whether the reader may comment too.
    pub may_comment: bool,
    /// A comment that was not taken, and why.
    pub typed: Option<(&'a str, &'a str)>,
    pub times: Times,
    pub token: &'a str,
    pub once: &'a str,
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
                @for row in view.page.items.iter().rev() { (one(row, view.reader, view.times)) }
            }))
            @if view.may_comment { (composer_for(view.project, view.typed, view.token, view.once)) }
        }))
    }
}

fn nothing(view: &Thread<'_>) -> Markup {
    let text = match (view.earlier, view.may_comment) {
        (true, _) => "Go back to the project for the latest ones.",
        (false, true) => "Ask the team something, or tell them what you think.",
        (false, false) => "What you and the team say about this project is here.",
    };
    empty_state(Icon::Message, "No comments here", text, None)
}

/// Comments as items of the thread.
pub fn messages(rows: &[Model], reader: ClientId, times: Times) -> Markup {
    html! { @for row in rows { (one(row, reader, times)) } }
}

fn one(row: &Model, reader: ClientId, times: Times) -> Markup {
    let ours = row.author_kind == ActorKind::Client;
    let me = ours && row.author_id == uuid::Uuid::from(reader);
    message(&Message {
        id: &row.id.to_string(),
        author: &row.author_name,
        role: if me {
            Some("You")
        } else if ours {
            None
        } else {
            Some("Team")
        },
        side: if ours { Side::Ours } else { Side::Theirs },
        at: times.relative(row.created_at),
        body: markdown::html(&row.body),
    })
}

/// What answers a comment that was sent from the page itself: a fresh composer, and the comment at the
/// thread's end.
pub fn commented(row: &Model, reader: ClientId, times: Times, token: &str, once: &str) -> Markup {
    html! {
        (composer_for(row.project_id, None, token, once))
        (appended(THREAD_ID, one(row, reader, times)))
    }
}

/// The box for the next comment. `typed` is one that was not taken, and why.
pub fn composer_for(project: ProjectId, typed: Option<(&str, &str)>, token: &str, once: &str) -> Markup {
    let action = format!("{}/comments", places::project(project));
    composer(&Composer {
        id: "composer",
        action: &action,
        token,
        once,
        preview: places::PREVIEW,
        value: typed.map_or("", |(value, _)| value),
        error: typed.map(|(_, error)| error),
        label: "Comment",
        send: "Send comment",
    })
}
