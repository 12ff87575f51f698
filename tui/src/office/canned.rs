use portico_openapi::types::{CannedReply, CannedReplyChange, NewCannedReply};
use uuid::Uuid;

use super::Fault;
use crate::form::{Field, Form};

/// What is done about the answers that staff have ready.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Keep one.
    Keep(NewCannedReply),
    /// Change one, as it was seen.
    Change(Uuid, i64, CannedReplyChange),
    /// Keep it no more.
    Drop(Uuid),
}

/// What a form about an answer is for: another one, or one as it was seen.
pub type Purpose = Option<(Uuid, i64)>;

impl Deed {
    pub(super) fn said(&self) -> &'static str {
        match self {
            Self::Keep(_) => "The canned reply is kept, for everybody of the agency.",
            Self::Change(..) => "The canned reply is changed.",
            Self::Drop(_) => "The canned reply is gone. What was sent of it stays as it is.",
        }
    }
}

/// An answer as a form has it.
pub fn fields(now: Option<&CannedReply>) -> Vec<Field> {
    vec![
        Field::text("name", "Name", now.map_or("", |reply| &reply.name)).helped("what it is found by"),
        Field::lines("body", "Text", now.map_or("", |reply| &reply.body)),
    ]
}

pub(super) fn filled(purpose: &Purpose, form: &Form) -> Result<Deed, Fault> {
    let name = form.given("name").ok_or(("name", "Say what it is called."))?;
    let body = form.text("body").trim_end().to_owned();
    if body.trim().is_empty() {
        return Err(("body", "Write what it says."));
    }
    Ok(match purpose {
        None => Deed::Keep(NewCannedReply { name, body }),
        Some((id, version)) => Deed::Change(*id, *version, CannedReplyChange { name: Some(name), body: Some(body) }),
    })
}
