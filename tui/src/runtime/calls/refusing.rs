//! What a read-only console does not ask for, whichever way it came about.

use portico_openapi::{ApiError, Kind};

use crate::{effect::Call, message::Answer};

/// Why nothing is changed.
pub fn read_only() -> ApiError {
    let message = "This console is read-only; nothing was changed.".into();
    ApiError { kind: Kind::Forbidden, code: "read_only".into(), message, request_id: None }
}

/// The call, if it only looks; or the answer that it is not made.
pub fn refuse(call: Call) -> Result<Call, Box<Answer>> {
    let answer = match call {
        Call::Change(changes) => {
            Answer::Changed(changes.into_iter().map(|(target, _)| (target, Err(read_only()))).collect())
        }
        Call::Move(targets, _) => Answer::Moved(targets.into_iter().map(|target| (target, Err(read_only()))).collect()),
        Call::Read(_) => Answer::Read(Err(read_only())),
        Call::KeepDraft(place, ..) => Answer::Kept(place, Err(read_only())),
        Call::ForgetDraft(place, _) => Answer::Forgot(place, Err(read_only())),
        Call::Attend(..) => Answer::Present(Err(read_only())),
        Call::Depart(_) => Answer::Departed,
        Call::Post(_) => Answer::Posted(Err(read_only())),
        Call::Hold(..) => Answer::Holds(Err(read_only())),
        Call::Recall(_) => Answer::Recalled(Err(read_only())),
        Call::Do(_, deed) if deed.changes() => Answer::Done(Err(read_only())),
        looks => return Ok(looks),
    };
    Err(Box::new(answer))
}
