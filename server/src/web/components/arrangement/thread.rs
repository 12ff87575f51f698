use maud::{Markup, html};
use uuid::Uuid;

use crate::entity::words::ActorKind;
use crate::ids::ClientId;
use crate::web::components::{Icon, avatar, prose};

/// Who wrote a message, seen by a reader of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    Me,
    Colleague,
    /// Somebody of the agency.
    Team,
}

impl Speaker {
    /// Whoever this is to that reader.
    pub fn of(kind: ActorKind, author: Uuid, reader: ClientId) -> Self {
        match kind {
            ActorKind::Staff => Self::Team,
            ActorKind::Client if author == Uuid::from(reader) => Self::Me,
            ActorKind::Client => Self::Colleague,
        }
    }

    const fn role(self) -> Option<&'static str> {
        match self {
            Self::Me => Some("You"),
            Self::Colleague => None,
            Self::Team => Some("Team"),
        }
    }

    const fn side(self) -> &'static str {
        match self {
            Self::Me | Self::Colleague => "ours",
            Self::Team => "theirs",
        }
    }
}

/// One message of a conversation.
#[derive(Clone)]
pub struct Message<'a> {
    /// Its id; what was last seen is told by it.
    pub id: &'a str,
    /// Who wrote it.
    pub author: &'a str,
    /// Who that is to the reader.
    pub speaker: Speaker,
    /// When, from `Times::relative`.
    pub at: Markup,
    /// What they wrote, rendered.
    pub body: Markup,
}

/// A message as a list item.
pub fn message(message: &Message<'_>) -> Markup {
    message_with(message, html! {})
}

/// A message as a list item, with something below what was said.
pub fn message_with(message: &Message<'_>, below: Markup) -> Markup {
    html! {
        li class={ "message message-" (message.speaker.side()) } id={ "message-" (message.id) } data-message=(message.id) {
            (avatar(message.author))
            article class="message-body" {
                header class="message-head" {
                    span class="message-author" { (message.author) }
                    @if let Some(role) = message.speaker.role() { span class="message-role" { (role) } }
                    span class="message-at" { (message.at) }
                }
                (prose(message.body.clone()))
                (below)
            }
        }
    }
}

/// A message in a narrow column, of a conversation that has a place of its own beside the work.
pub fn remark(message: &Message<'_>, below: Markup) -> Markup {
    html! {
        div class="note-said" {
            (avatar(message.author))
            div {
                p class="note-author" {
                    strong { (message.author) }
                    " " span class="muted" { @if let Some(role) = message.speaker.role() { (role) " · " } (message.at) }
                }
                (prose(message.body.clone()))
                (below)
            }
        }
    }
}

/// Something that happened between messages.
pub fn notice(id: &str, icon: Icon, text: &str, at: Markup) -> Markup {
    html! {
        li class="notice" id={ "message-" (id) } data-message=(id) {
            (icon) span { (text) } span class="message-at" { (at) }
        }
    }
}

/// The conversation. On an event for `topic`, what came after the last message is fetched from `source`.
pub fn thread(id: &str, topic: &str, source: &str, items: Markup) -> Markup {
    html! { ol class="thread" id=(id) data-live=(topic) data-live-append data-src=(source) { (items) } }
}

/// New messages beside any fragment: they find their own way to the thread's end.
pub fn appended(thread: &str, items: Markup) -> Markup {
    html! { hx-partial hx-target={ "#" (thread) } hx-swap="beforeend" { (items) } }
}
