use maud::{Markup, html};

use super::{Icon, avatar, prose};

/// Whose message it is, seen by the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The reader or a colleague.
    Ours,
    /// The agency.
    Theirs,
}

/// One message of a conversation.
#[derive(Clone)]
pub struct Message<'a> {
    /// Its id; what was last seen is told by it.
    pub id: &'a str,
    /// Who wrote it.
    pub author: &'a str,
    /// Whom they speak for.
    pub role: Option<&'a str>,
    /// Whose side they are on.
    pub side: Side,
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
    let side = match message.side {
        Side::Ours => "ours",
        Side::Theirs => "theirs",
    };
    html! {
        li class={ "message message-" (side) } id={ "message-" (message.id) } data-message=(message.id) {
            (avatar(message.author))
            article class="message-body" {
                header class="message-head" {
                    span class="message-author" { (message.author) }
                    @if let Some(role) = message.role { span class="message-role" { (role) } }
                    span class="message-at" { (message.at) }
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
