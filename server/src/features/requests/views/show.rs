use maud::{Markup, html};

use super::{sent_by, status};
use crate::access::Page;
use crate::entity::file;
use crate::entity::request_message::Model;
use crate::entity::words::RequestStatus;
use crate::features::files;
use crate::features::requests::categories;
use crate::features::requests::service::{Found, RequestName, Traces};
use crate::ids::{ClientId, RequestId};
use crate::web::components::{
    Button, Composer, Heading, Icon, Message, Speaker, Times, appended, columns, composer_with, empty_state, facts,
    message_with, post, results, section, thread,
};
use crate::web::{markdown, places};

/// A request with its thread, as one person reads it.
pub struct Thread<'a> {
    pub request: &'a Found,
    /// How it leads to others.
    pub traces: &'a Traces,
    /// The latest messages, the latest first.
    pub page: &'a Page<Model>,
    /// What came with these messages.
    pub files: &'a [file::Model],
    pub reader: ClientId,
    pub times: Times,
    /// The box for the next message.
    pub composer: Markup,
    pub token: &'a str,
}

const THREAD_ID: &str = "thread";

/// The page of a request.
pub fn show(view: &Thread<'_>) -> Markup {
    let request = &view.request.request;
    let path = places::request(request.id);
    let topic = format!("request:{}", request.id);
    let src = format!("{path}/messages");
    let earlier = view.page.next.as_ref().map(|cursor| format!("{path}?cursor={cursor}"));
    html! {
        (results("request-heading", &topic, heading(view, &path)))
        div hx-post=(format!("{path}/seen")) hx-trigger="load" hx-swap="none" {}
        (columns(
            html! {
                (results("request-traces", &topic, traces(view.traces)))
                @if let Some(earlier) = earlier {
                    p { (Button::quiet("Show earlier messages").link(&earlier).icon(Icon::Clock)) }
                }
                @if view.page.items.is_empty() {
                    (empty_state(Icon::Message, "No messages here", "Go back to the latest ones.", None))
                }
                (thread(THREAD_ID, &topic, &src, html! {
                    @for row in view.page.items.iter().rev() { (one(row, view.files, view.reader, view.times)) }
                }))
                @if request.status == RequestStatus::Closed {
                    p class="muted" { "This request is closed. A new message opens it again." }
                }
                (view.composer)
            },
            results("request-facts", &topic, section("At a glance", None, about(view))),
        ))
    }
}

fn heading(view: &Thread<'_>, path: &str) -> Markup {
    let request = &view.request.request;
    let (kind, category) = (categories::kind_label(request.kind), categories::label(request.kind, &request.category));
    let heading = Heading::new(&request.subject)
        .above(html! { "#" (request.number) " · " (kind) " · " (category) })
        .below(status(request.stage))
        .action(switch(view, path));
    html! { (heading) }
}

/// Where it comes from, and what went from it. What was put together again is apart no more.
fn traces(traces: &Traces) -> Markup {
    let number = |one: &RequestName| html! { "#" (one.number) " “" (one.subject) "”" };
    let link = |one: &RequestName| html! { a href=(places::request(one.id)) { (number(one)) } };
    let apart = |one: &&RequestName| traces.merged_from.iter().all(|part| part.id != one.id);
    html! {
        @for one in &traces.merged_from {
            p class="muted" { (number(one)) " was put together with this request: what was said there stands here." }
        }
        @if let Some(one) = traces.split_from.as_ref().filter(apart) {
            p class="muted" { "This was a part of " (link(one)) "." }
        }
        @for one in traces.split_into.iter().filter(apart) {
            p class="muted" { "A part of this is a request of its own: " (link(one)) "." }
        }
    }
}

fn switch(view: &Thread<'_>, path: &str) -> Markup {
    match view.request.request.status {
        RequestStatus::Open => {
            post(&format!("{path}/close"), view.token, Button::quiet("Close request").icon(Icon::Check))
        }
        RequestStatus::Closed => {
            post(&format!("{path}/reopen"), view.token, Button::quiet("Reopen request").icon(Icon::Refresh))
        }
    }
}

fn about(view: &Thread<'_>) -> Markup {
    let request = &view.request.request;
    let who = sent_by(request.opened_by_name.as_deref(), &request.author_name);
    let mut items = vec![("Sent by", html! { (who) }), ("Sent", view.times.exact(request.created_at))];
    if let Some(project) = &view.request.project {
        items.push(("Project", html! { a href=(places::project(project.id)) { (project.name) } }));
    }
    facts(&items)
}

/// Messages as items of the thread.
pub fn messages(rows: &[Model], files: &[file::Model], reader: ClientId, times: Times) -> Markup {
    html! { @for row in rows { (one(row, files, reader, times)) } }
}

fn one(row: &Model, files: &[file::Model], reader: ClientId, times: Times) -> Markup {
    let author =
        if row.automatic { format!("{} · automatic answer", row.author_name) } else { row.author_name.clone() };
    let said = Message {
        id: &row.id.to_string(),
        author: &author,
        speaker: Speaker::of(row.author_kind, row.author_id, reader),
        at: times.relative(row.created_at),
        body: markdown::html(&row.body),
    };
    message_with(&said, files::attached(files, row.id.into()))
}

/// What answers a message that was sent from the page itself: a fresh composer, and the message at the
/// thread's end.
pub fn posted(row: &Model, files: &[file::Model], reader: ClientId, times: Times, composer: Markup) -> Markup {
    html! {
        (composer)
        (appended(THREAD_ID, one(row, files, reader, times)))
    }
}

/// The box for the next message. `typed` is one that was not taken, and why.
pub fn composer_for(
    request: RequestId,
    typed: Option<(&str, Option<&str>)>,
    files: Markup,
    token: &str,
    once: &str,
) -> Markup {
    let action = format!("{}/messages", places::request(request));
    let composer = Composer {
        id: "composer",
        action: &action,
        token,
        once,
        preview: places::PREVIEW,
        value: typed.map_or("", |(text, _)| text),
        error: typed.and_then(|(_, error)| error),
        label: "Your message",
        send: "Send message",
    };
    composer_with(&composer, files)
}
