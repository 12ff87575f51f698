use futures_util::future::try_join;
use portico_openapi::{ApiError, Session, types};
use uuid::Uuid;

use super::{
    super::lists::{all, listed},
    seen,
};
use crate::office::{
    Done, Hidden,
    webhooks::{self, Deed, Shelf, Told},
};

/// How much of what each was told is shown.
const RECENT: u32 = 40;

/// The agency's webhooks, with what they were told last.
pub async fn look(session: &Session) -> Result<Shelf, ApiError> {
    let webhooks = all(session, |api, cursor| async move { listed!(api.webhook_list(), cursor) });
    let events = session.call(|api| async move { api.webhook_event_type_list().send().await });
    let (webhooks, events): (Vec<types::Webhook>, _) = try_join(webhooks, events).await?;
    let mut shelf = Shelf { all: Vec::new(), events: events.into_inner().items };
    for webhook in webhooks {
        let id = webhook.id;
        let page =
            session.call(|api| async move { api.webhook_delivery_list().webhook_id(id).limit(RECENT).send().await });
        shelf.all.push(Told { webhook, log: page.await?.into_inner().items });
    }
    Ok(shelf)
}

/// Does what is asked about them.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Create(new) => {
            let made = session.create(key, |api, key| {
                let new = new.clone();
                async move { api.webhook_create().idempotency_key(key).body(new).send().await }
            });
            return Ok(secret(made.await?));
        }
        Deed::Rotate(id) => {
            let call = session.call(|api| async move { api.webhook_rotate_secret().webhook_id(id).send().await });
            return Ok(secret(call.await?.into_inner()));
        }
        Deed::Change(id, version, change) => {
            let call = session.call(|api| {
                let change = change.clone();
                async move { api.webhook_update().webhook_id(id).if_match(seen(version)).body(change).send().await }
            });
            call.await?;
        }
        Deed::Remove(id) => {
            session.call(|api| async move { api.webhook_delete().webhook_id(id).send().await }).await?;
        }
        Deed::Pause(id) => {
            session.call(|api| async move { api.webhook_pause().webhook_id(id).send().await }).await?;
        }
        Deed::Resume(id) => {
            session.call(|api| async move { api.webhook_resume().webhook_id(id).send().await }).await?;
        }
        Deed::Test(id) => {
            let sent = session.create(key, |api, key| async move {
                api.webhook_test().webhook_id(id).idempotency_key(key).send().await
            });
            sent.await?;
        }
        Deed::Replay(webhook, id) => {
            let call = session.call(|api| async move {
                api.webhook_delivery_replay().webhook_id(webhook).webhook_delivery_id(id).send().await
            });
            call.await?;
        }
        Deed::ReplaySince(id, since) => {
            let call = session.call(|api| async move {
                api.webhook_replay().webhook_id(id).body(types::WebhookReplay { since }).send().await
            });
            return Ok(Done::Webhooks(webhooks::Done::Replayed(call.await?.into_inner().count)));
        }
        Deed::LookUp(webhook, id) => {
            let call = session.call(|api| async move {
                api.webhook_delivery_view().webhook_id(webhook).webhook_delivery_id(id).send().await
            });
            return Ok(Done::Webhooks(webhooks::Done::Delivery(Box::new(call.await?.into_inner()))));
        }
    }
    Ok(Done::So)
}

fn secret(webhook: types::Webhook) -> Done {
    Done::Webhooks(webhooks::Done::Secret(Hidden(webhook.secret.unwrap_or_default())))
}
