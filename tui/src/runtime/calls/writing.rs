use portico_openapi::{ApiError, Kind as Reason, Session, types};
use uuid::Uuid;

use super::Desk;
use crate::{
    draft::{Draft, Kind},
    effect::Target,
    message::Changed,
};

/// The same change for each, one after the other. Without a sign-in or a server the rest is left alone.
pub async fn change(desk: &Desk, changes: Vec<(Target, types::RequestChange)>) -> Vec<Changed> {
    let mut done = Vec::new();
    let mut broken: Option<ApiError> = None;
    for (target, change) in changes {
        let result = match &broken {
            Some(error) => Err(error.clone()),
            None => change_one(desk, target, change).await,
        };
        if let Err(error) = &result
            && matches!(error.kind, Reason::Unreachable | Reason::Unauthorized)
        {
            broken = Some(error.clone());
        }
        done.push((target, result));
    }
    done
}

async fn change_one(desk: &Desk, target: Target, change: types::RequestChange) -> Result<types::Request, ApiError> {
    let answer = desk
        .signed_in()?
        .call(|api| {
            let change = change.clone();
            async move {
                let seen = format!("\"{}\"", target.version);
                api.request_update().request_id(target.id).if_match(seen).body(change).send().await
            }
        })
        .await?;
    Ok(answer.into_inner())
}

/// Sends what was written, with the draft's own key however often it takes.
pub async fn post(desk: &Desk, draft: Draft) -> Result<(), ApiError> {
    let session = desk.signed_in()?;
    let Draft { place, text, key, .. } = draft;
    match place.kind {
        Kind::Reply => reply(&session, place.subject, text, key).await,
        Kind::Note => note(&session, place.subject, text, key).await,
        Kind::Comment => comment(&session, place.subject, text, key).await,
    }
}

async fn reply(session: &Session, id: Uuid, body: String, key: Uuid) -> Result<(), ApiError> {
    let made = session.create(key, |api, key| {
        let body = types::NewMessage { body: body.clone(), files: None };
        async move {
            let call = api.request_message_create().request_id(id).idempotency_key(key);
            call.body(body).send().await
        }
    });
    made.await.map(drop)
}

async fn note(session: &Session, id: Uuid, body: String, key: Uuid) -> Result<(), ApiError> {
    let made = session.create(key, |api, key| {
        let body = types::NewNote { body: body.clone(), files: None };
        async move {
            let call = api.request_note_create().request_id(id).idempotency_key(key);
            call.body(body).send().await
        }
    });
    made.await.map(drop)
}

async fn comment(session: &Session, id: Uuid, body: String, key: Uuid) -> Result<(), ApiError> {
    let made = session.create(key, |api, key| {
        let body = types::NewComment { body: body.clone(), files: None };
        async move {
            let call = api.project_comment_create().project_id(id).idempotency_key(key);
            call.body(body).send().await
        }
    });
    made.await.map(drop)
}

/// One notification is read, or all of them.
pub async fn read(desk: &Desk, which: Option<Uuid>) -> Result<(), ApiError> {
    let session = desk.signed_in()?;
    match which {
        Some(id) => {
            session.call(|api| async move { api.notification_read().notification_id(id).send().await }).await.map(drop)
        }
        None => session.call(|api| async move { api.notification_read_all().send().await }).await.map(drop),
    }
}
