//! Requests put together, apart and off by scripts.

use chrono::{DateTime, FixedOffset, Local};
use portico_openapi::{ApiError, Kind, types::Request};
use uuid::Uuid;

use super::{conversation, find, wrong};
use crate::{
    arguments::Act,
    effect::{Call, Target},
    message::Answer,
    office::{self, Done},
    runtime::{self, Desk, ask},
    triage::{Deed, Move, Source, UNTIL, until},
};

fn target(request: &Request) -> Target {
    Target { id: request.id, number: request.number, version: request.version }
}

/// Now, on this machine's clock.
pub fn here() -> DateTime<FixedOffset> {
    runtime::now().with_timezone(&Local).fixed_offset()
}

/// Does a move, and answers with what there is then: where something was merged, that into which it was.
pub async fn run(desk: &Desk, act: &Act) -> Result<Request, ApiError> {
    let (request, what) = match act {
        Act::Merge { request, into } => (request, Move::Merge(target(&find(desk, into).await?))),
        Act::Unmerge { request } => (request, Move::Unmerge),
        Act::Snooze { request, until: said } => {
            let at = until(said, runtime::now(), *here().offset()).ok_or_else(|| wrong(UNTIL))?;
            (request, Move::Snooze(at))
        }
        Act::Unsnooze { request } => (request, Move::Wake),
        _ => return Err(wrong("This is no move.")),
    };
    let source = find(desk, request).await?;
    let Answer::Moved(mut moved) = ask(desk, Call::Move(vec![target(&source)], what)).await else {
        return Err(ApiError::unreachable("This is no answer to what was asked."));
    };
    moved.pop().map_or_else(|| Err(ApiError::signed_out()), |(_, result)| result)
}

/// Makes a message a request of its own, and answers with that.
pub async fn split(
    desk: &Desk,
    request: &str,
    message: &str,
    subject: &str,
    key: Option<Uuid>,
) -> Result<Request, ApiError> {
    let whole = conversation(desk, find(desk, request).await?.id).await?;
    let by_place = message.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
    let found = match message.parse::<Uuid>() {
        // A key that is sent again may name a message that has gone by then.
        Ok(id) => Some(id),
        Err(_) => by_place.and_then(|place| whole.messages.get(place)).map(|message| message.id),
    };
    let missing = || {
        let words = format!("#{} has no message “{message}”; it has {}.", whole.request.number, whole.messages.len());
        ApiError { kind: Kind::NotFound, ..wrong(&words) }
    };
    let source = Source { request: target(&whole.request), message: found.ok_or_else(missing)? };
    let deed = office::Deed::Triage(Deed::Split(source, subject.to_owned()));
    match ask(desk, Call::Do(key.unwrap_or_else(Uuid::new_v4), Box::new(deed))).await {
        Answer::Done(Ok(Done::Request(new))) => Ok(*new),
        Answer::Done(Err(error)) => Err(error),
        _ => Err(ApiError::unreachable("This is no answer to what was asked.")),
    }
}
