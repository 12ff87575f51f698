//! What is written on requests, as the server keeps it for whoever writes it.

use std::sync::{Arc, Mutex, PoisonError};

use portico_openapi::{ApiError, Kind, types};

use super::{
    Desk,
    lists::{all, listed},
    office::seen,
    reading::Failure,
};
use crate::draft::{Kept, Place, Theirs};

/// All that the server keeps for the person.
pub async fn list(desk: &Desk) -> Result<Vec<types::RequestDraft>, ApiError> {
    all(&desk.signed_in()?, |api, cursor| async move { listed!(api.request_draft_list(), cursor) }).await
}

/// Keeps a text in the place of the version that was seen. What stands there instead is told beside the error, which has no
/// room for it.
pub async fn keep(desk: &Desk, place: Place, text: String, version: i64) -> Result<Kept, ApiError> {
    let session = desk.signed_in()?;
    let kind = place.kept_as().ok_or_else(not_kept)?;
    let texts = Arc::new(Mutex::new(None));
    let call = session.call(|api| {
        let (text, texts) = (text.clone(), texts.clone());
        async move {
            let body = types::NewRequestDraft { body: text, version };
            let answer = api.request_draft_put().request_id(place.subject).draft_kind(kind).body(body).send().await;
            if let Err(Failure::ErrorResponse(problem)) = &answer {
                *texts.lock().unwrap_or_else(PoisonError::into_inner) = problem.texts.clone();
            }
            answer
        }
    });
    match call.await {
        Ok(answer) => Ok(Kept::So(answer.into_inner().version)),
        Err(error) => match texts.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(types::ProblemTexts { theirs, version, .. }) => Ok(Kept::Diverged(Theirs { version, text: theirs })),
            None => Err(error),
        },
    }
}

/// Keeps it no more, if it is still the version that was seen.
pub async fn forget(desk: &Desk, place: Place, version: i64) -> Result<(), ApiError> {
    let session = desk.signed_in()?;
    let kind = place.kept_as().ok_or_else(not_kept)?;
    let call = session.call(|api| async move {
        let call = api.request_draft_delete().request_id(place.subject).draft_kind(kind);
        call.if_match(seen(version)).send().await
    });
    call.await.map(drop)
}

fn not_kept() -> ApiError {
    let message = "The server keeps drafts of replies and notes alone.".to_owned();
    ApiError { kind: Kind::Invalid(Vec::new()), code: String::new(), message, request_id: None }
}
