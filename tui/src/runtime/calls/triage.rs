//! What keeps requests in hand, as operations of the generated client.

use portico_openapi::{ApiError, Session, types};
use uuid::Uuid;

use super::{
    Desk,
    lists::{all, listed},
    office::{clients, seen},
};
use crate::{
    office::Done,
    triage::{Deed, Ground, Source},
};

/// How much is found at once.
const MOST: u32 = 50;

/// The views that are kept, in their order.
pub async fn views(desk: &Desk) -> Result<Vec<types::SavedView>, ApiError> {
    all(&desk.signed_in()?, |api, cursor| async move { listed!(api.saved_view_list(), cursor) }).await
}

/// The answers that are ready.
pub async fn canned(desk: &Desk) -> Result<Vec<types::CannedReply>, ApiError> {
    all(&desk.signed_in()?, |api, cursor| async move { listed!(api.canned_reply_list(), cursor) }).await
}

/// One of them, as it would be given to a request.
pub async fn fill(desk: &Desk, request: Uuid, id: Uuid) -> Result<String, ApiError> {
    let call = desk.signed_in()?;
    let answer =
        call.call(|api| async move { api.canned_reply_fill().request_id(request).canned_reply_id(id).send().await });
    Ok(answer.await?.into_inner().body)
}

/// What holds words, the best first.
pub async fn search(
    desk: &Desk,
    words: String,
    kind: Option<types::SearchKind>,
) -> Result<Vec<types::SearchHit>, ApiError> {
    let session = desk.signed_in()?;
    let answer = session.call(|api| {
        let words = words.clone();
        async move {
            let call = api.search().q(words).limit(MOST);
            let call = if let Some(kind) = kind { call.kind(kind) } else { call };
            call.send().await
        }
    });
    Ok(answer.await?.into_inner().items)
}

/// The first client that a person belongs to.
pub async fn client_of(desk: &Desk, id: Uuid) -> Result<Option<Uuid>, ApiError> {
    let answer = desk.signed_in()?.call(|api| async move { api.client_view().client_id(id).send().await }).await?;
    Ok(answer.into_inner().memberships.first().map(|one| one.workspace.id))
}

/// What is to be known of a client before a request is opened for it.
pub async fn ground(desk: &Desk, workspace: Uuid, name: String) -> Result<Ground, ApiError> {
    let session = desk.signed_in()?;
    let people = clients::people(&session, workspace).await?;
    let categories = session.call(|api| async move { api.request_category_list().send().await }).await?;
    Ok(Ground::new(workspace, name, people, categories.into_inner()))
}

/// Does what is asked about views, messages and many requests.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Keep(new) => {
            let made = session.create(key, |api, key| {
                let new = new.clone();
                async move { api.saved_view_create().idempotency_key(key).body(new).send().await }
            });
            Ok(Done::View(Box::new(made.await?)))
        }
        Deed::Change(id, version, change) => {
            let call =
                session.call(|api| {
                    let change = change.clone();
                    async move {
                        api.saved_view_update().saved_view_id(id).if_match(seen(version)).body(change).send().await
                    }
                });
            Ok(Done::View(Box::new(call.await?.into_inner())))
        }
        Deed::Arrange(changes) => {
            for (id, version, position) in changes {
                let change = types::SavedViewChange { position: Some(position), ..types::SavedViewChange::default() };
                let call = session.call(|api| {
                    let change = change.clone();
                    async move {
                        api.saved_view_update().saved_view_id(id).if_match(seen(version)).body(change).send().await
                    }
                });
                call.await?;
            }
            Ok(Done::So)
        }
        Deed::Split(Source { request, message }, subject) => {
            let made = session.create(key, |api, key| {
                let body = types::RequestSplit { message_id: message, subject: subject.clone() };
                async move {
                    let call = api.request_split().request_id(request.id).idempotency_key(key);
                    call.if_match(seen(request.version)).body(body).send().await
                }
            });
            Ok(Done::Request(Box::new(made.await?)))
        }
        Deed::Open(new) => {
            let made = session.create(key, |api, key| {
                let new = (*new).clone();
                async move { api.request_create().idempotency_key(key).body(new).send().await }
            });
            Ok(Done::Request(Box::new(made.await?)))
        }
        Deed::Foresee(new) => {
            let made = session.create(key, |api, key| {
                let new = new.clone();
                async move { api.bulk_change_preview().idempotency_key(key).body(new).send().await }
            });
            Ok(Done::Bulk(Box::new(made.await?)))
        }
        Deed::Apply(id) => {
            let call = session.call(|api| async move { api.bulk_change_apply().bulk_change_id(id).send().await });
            Ok(Done::Bulk(Box::new(call.await?.into_inner())))
        }
        Deed::Restore(id) => {
            let call = session.call(|api| async move { api.bulk_change_undo().bulk_change_id(id).send().await });
            Ok(Done::Bulk(Box::new(call.await?.into_inner())))
        }
        Deed::Drop(id) => {
            let call = session.call(|api| async move { api.saved_view_delete().saved_view_id(id).send().await });
            call.await.map(|_| Done::So)
        }
    }
}
