use portico_openapi::{ApiError, Kind as Reason, Session, types};
use uuid::Uuid;

use super::{Desk, approvals, held};
use crate::{
    draft::{About, Draft, Kind},
    effect::{Changes, Target},
    message::{Changed, Posted},
};

/// The same change for each, one after the other. Without a sign-in or a server the rest is left alone.
pub async fn change(desk: &Desk, changes: Changes) -> Vec<Changed> {
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

/// Sends what was written, with the draft's own key however often it takes. What clients will see is held for a
/// while at the server; a note is not.
pub async fn post(desk: &Desk, draft: Draft) -> Result<Posted, ApiError> {
    let session = desk.signed_in()?;
    if draft.place.kind == Kind::Note {
        return note(&session, draft).await.map(|()| Posted::So);
    }
    let key = draft.key;
    let action = match draft.plan() {
        Some(plan) => {
            let new = approvals::planned(&session, &draft, plan).await?;
            types::HeldAction { approval_create: Some(new), ..types::HeldAction::default() }
        }
        None => action(draft)?,
    };
    held::hold(&session, key, action).await.map(Posted::Held)
}

/// What is to be done so that clients see what was written.
fn action(draft: Draft) -> Result<types::HeldAction, ApiError> {
    let files = draft.uploads();
    let Draft { place, text: body, about, seen: seen_message_id, .. } = draft;
    let mut action = types::HeldAction::default();
    match (place.kind, about) {
        (Kind::Reply, _) => {
            let request_id = place.subject;
            action.request_reply = Some(types::HeldReply { request_id, body, files, seen_message_id });
        }
        (Kind::Comment, _) => {
            action.project_comment = Some(types::HeldComment { project_id: place.subject, body, files });
        }
        (Kind::Version, Some(About::Version { approval })) => {
            let body = Some(body).filter(|body| !body.trim().is_empty());
            let (approval_id, step_id) = (approval, place.subject);
            action.approval_version = Some(types::HeldVersion { approval_id, step_id, body, files });
        }
        (Kind::Remark, Some(About::Remark { approval, version, parent, anchor })) => {
            let anchor = anchor.map(|anchor| *anchor);
            let (approval_id, version_id, parent_id) = (approval, version, parent);
            let comment = types::HeldApprovalComment { approval_id, version_id, body, parent_id, files, anchor };
            action.approval_comment = Some(comment);
        }
        (kind, _) => {
            let message = format!("It is not known what this {} belongs to.", kind.name());
            return Err(ApiError { kind: Reason::Invalid(Vec::new()), code: String::new(), message, request_id: None });
        }
    }
    Ok(action)
}

async fn note(session: &Session, draft: Draft) -> Result<(), ApiError> {
    let id = draft.place.subject;
    let made = session.create(draft.key, |api, key| {
        let body = types::NewNote { body: draft.text.clone(), files: draft.uploads() };
        async move {
            let call = api.request_note_create().request_id(id).idempotency_key(key);
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
