//! What is sent while the server is away. It waits here, on disk, and goes in its order when the server is back, each
//! under its own key; what was overtaken meanwhile is not sent before its writer has seen by what.

use chrono::{DateTime, TimeDelta, Utc};
use portico_openapi::types::{AuthorKind, Message, Note, Request, RequestStatus};
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};
use uuid::Uuid;

use crate::{
    draft::{Draft, Kind},
    held::Waiting,
    message::Conversation,
    remote::Ticket,
};

/// How much longer ago than by the clock here something may have arrived at the server.
const SKEW: TimeDelta = TimeDelta::minutes(5);

/// A reply or a note that waits for the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Queued {
    /// What it is called here, whatever its key.
    pub id: Uuid,
    /// Its place in the order.
    pub turn: u64,
    /// When it was to be sent, by the clock here.
    pub at: DateTime<Utc>,
    /// What was written, with the key that lets the server take it once.
    pub draft: Draft,
    /// The last message that its writer could read; nothing where there was none.
    pub seen: Option<Uuid>,
    /// Whether the request was closed, or part of another, already.
    pub was_shut: bool,
    /// What of one's own was sent to the same client since, and so overtakes nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<String>,
    /// Whether it is sent although somebody else is about to answer.
    #[serde(default)]
    pub anyway: bool,
    /// Whether the server may have it already.
    pub tried: bool,
    /// How it stands.
    #[serde(skip)]
    pub state: State,
}

/// How something stands that waits for the server.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    /// It is sent when its turn comes.
    #[default]
    Waiting,
    /// What was said meanwhile is being fetched.
    Looking(Ticket),
    /// It is put on disk that it goes, or that this overtook it, unless another console has dealt with it.
    Claiming(Ticket, Option<Meanwhile>),
    /// It is on its way.
    Going(Ticket),
    /// It is not sent before its writer says so.
    Overtaken(Meanwhile),
    /// The server does not take it as it is.
    Refused(String),
}

/// What happened to a request after something was written for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Meanwhile {
    /// What was said, by whomever.
    pub said: Vec<Message>,
    /// That it takes no more messages as before.
    pub shut: Option<String>,
    /// That somebody came first with what is not there to be read yet, as the server says it.
    pub ahead: Option<String>,
}

impl Queued {
    /// Whether it is sent when its turn comes.
    pub fn is_waiting(&self) -> bool {
        self.state == State::Waiting
    }

    /// Whether it is being dealt with right now.
    pub fn is_under_way(&self) -> bool {
        matches!(self.state, State::Looking(_) | State::Claiming(..) | State::Going(_))
    }

    /// Whether it is too late to do anything else with it.
    pub fn goes(&self) -> bool {
        matches!(self.state, State::Claiming(..) | State::Going(_))
    }

    /// Whether it is not sent before its writer says so.
    pub fn is_stopped(&self) -> bool {
        matches!(self.state, State::Overtaken(_) | State::Refused(_))
    }

    /// Nothing is under way any more; what was decided about it stays.
    pub fn rest(&mut self) {
        if self.is_under_way() {
            self.state = State::Waiting;
        }
    }

    /// How it stands, in few words.
    pub fn words(&self) -> &'static str {
        match self.state {
            State::Waiting | State::Looking(_) | State::Claiming(..) => "waits for the server",
            State::Going(_) => "being sent",
            State::Overtaken(_) => "not sent: overtaken",
            State::Refused(_) => "not sent: refused",
        }
    }

    /// Whether what could have been sent before has arrived, and only its answer was lost.
    pub fn has_arrived(&self, thread: &Conversation, me: Option<Uuid>) -> bool {
        let text = self.draft.text.trim();
        let replied = |message: &Message| is_of(message, me) && message.body.trim() == text;
        let noted =
            |note: &Note| Some(note.author.id) == me && note.body.trim() == text && note.created_at > self.at - SKEW;
        let is_there = match self.draft.place.kind {
            Kind::Note => thread.notes.iter().any(noted),
            _ => self.since(thread).any(replied),
        };
        self.tried && is_there
    }

    /// Whether what could have been sent before is at the server, where it can be taken back for a while.
    pub fn is_held(&self, waiting: &[Waiting]) -> bool {
        let (place, text) = (self.draft.place, self.draft.text.trim());
        let mut replies = waiting.iter().filter_map(|one| one.held.action.request_reply.as_ref());
        let is_it = replies.any(|reply| reply.request_id == place.subject && reply.body.trim() == text);
        self.tried && place.kind == Kind::Reply && is_it
    }

    /// What overtook it: an answer of somebody else who works here, the end of the request, or what waits ahead of it.
    pub fn meanwhile(&self, thread: &Conversation, me: Option<Uuid>, ahead: Option<String>) -> Option<Meanwhile> {
        let own = |message: &Message| is_of(message, me) && self.own.iter().any(|text| text == message.body.trim());
        let said: Vec<_> = self.since(thread).filter(|message| !own(message)).cloned().collect();
        let answered = said.iter().any(|message| message.author.kind == AuthorKind::Staff);
        let shut = shut(&thread.request).filter(|_| !self.was_shut);
        (answered || shut.is_some() || ahead.is_some()).then_some(Meanwhile { said, shut, ahead })
    }

    /// Its writer knows by now what stopped it, and it waits again.
    pub fn accept(&mut self) {
        if let State::Overtaken(meanwhile) = std::mem::take(&mut self.state) {
            self.seen = last(&meanwhile.said).or(self.seen);
            self.was_shut |= meanwhile.shut.is_some();
            self.anyway = meanwhile.ahead.is_some();
        }
    }

    /// What was said after what was there to be read.
    fn since<'a>(&self, thread: &'a Conversation) -> impl Iterator<Item = &'a Message> {
        let seen = thread.messages.iter().find(|message| Some(message.id) == self.seen).map(when);
        thread.messages.iter().filter(move |message| seen.is_none_or(|seen| when(message) > seen))
    }
}

impl Meanwhile {
    /// What colleagues wrote, as one text.
    pub fn answers(&self) -> String {
        let answers = self.said.iter().filter(|message| message.author.kind == AuthorKind::Staff);
        answers.map(|message| message.body.trim()).collect::<Vec<_>>().join("\n\n")
    }
}

/// The last message that the server counts as seen by who has seen all of a thread.
pub fn newest(thread: &Conversation) -> Option<Uuid> {
    thread.messages.iter().map(|message| message.id).max()
}

/// The last message of a thread.
pub fn last(messages: &[Message]) -> Option<Uuid> {
    messages.iter().max_by_key(|message| when(message)).map(|message| message.id)
}

/// Whether a request takes no more messages as before.
pub fn is_shut(request: &Request) -> bool {
    shut(request).is_some()
}

fn shut(request: &Request) -> Option<String> {
    if let Some(whole) = &request.merged_into {
        return Some(format!("The request is part of #{} {} now.", whole.number, whole.subject));
    }
    (request.status == RequestStatus::Closed).then(|| "The request was closed.".into())
}

fn when(message: &Message) -> (DateTime<Utc>, Uuid) {
    (message.created_at, message.id)
}

fn is_of(message: &Message, me: Option<Uuid>) -> bool {
    message.author.kind == AuthorKind::Staff && Some(message.author.id) == me
}

/// Whose a line of two texts is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Only what others wrote has it.
    Theirs,
    /// Only one's own text has it.
    Mine,
    /// Both have it.
    Both,
}

/// What differs between what others wrote and one's own text, line by line.
pub fn beside(theirs: &str, mine: &str) -> Vec<(Side, String)> {
    // Without an end, a last line would differ from the same line before others.
    let (theirs, mine) = (ended(theirs), ended(mine));
    let diff = TextDiff::from_lines(theirs.as_str(), mine.as_str());
    diff.iter_all_changes()
        .map(|change| {
            let side = match change.tag() {
                ChangeTag::Delete => Side::Theirs,
                ChangeTag::Insert => Side::Mine,
                ChangeTag::Equal => Side::Both,
            };
            (side, change.value().trim_end().to_owned())
        })
        .collect()
}

fn ended(text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text => format!("{text}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_texts_are_told_apart_line_by_line() {
        let lines = beside("Dear Carla,\nit is fixed.\n", "Dear Carla,\nwe look into it.");
        let lines: Vec<_> = lines.iter().map(|(side, text)| (*side, text.as_str())).collect();
        assert_eq!(
            lines,
            [(Side::Both, "Dear Carla,"), (Side::Theirs, "it is fixed."), (Side::Mine, "we look into it.")]
        );
    }

    #[test]
    fn where_nothing_was_written_all_is_ones_own() {
        assert_eq!(beside("", "One\nTwo"), [(Side::Mine, "One".into()), (Side::Mine, "Two".into())]);
        assert_eq!(beside("Same", "Same\n"), [(Side::Both, "Same".into())]);
    }
}
