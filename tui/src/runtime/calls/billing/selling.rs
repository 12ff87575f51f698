use portico_openapi::{ApiError, Session, types};
use uuid::Uuid;

use super::super::{
    Desk,
    lists::{all, listed},
    office::seen,
    saving::refused,
};
use crate::{billing::selling::Deed, office::Done, runtime::outside};

/// The products that are sold, with their prices.
pub async fn products(desk: &Desk) -> Result<Vec<types::Product>, ApiError> {
    all(&desk.signed_in()?, |api, cursor| async move { listed!(api.product_list(), cursor) }).await
}

/// What clients pay for again and again; what is past due first, what has ended last.
pub async fn subscriptions(desk: &Desk) -> Result<Vec<types::Subscription>, ApiError> {
    let session = desk.signed_in()?;
    let mut found: Vec<types::Subscription> =
        all(&session, |api, cursor| async move { listed!(api.subscription_list(), cursor) }).await?;
    found.sort_by_key(|one| match one.state {
        types::SubscriptionState::PastDue => 0,
        types::SubscriptionState::Ended => 2,
        _ => 1,
    });
    Ok(found)
}

/// Does what is asked about selling.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Make(new) => {
            let made = session.create(key, |api, key| {
                let new = new.clone();
                async move { api.product_create().idempotency_key(key).body(new).send().await }
            });
            made.await.map(|_| Done::So)
        }
        Deed::Change(id, version, change) => {
            let call = session.call(|api| {
                let change = change.clone();
                async move { api.product_update().product_id(id).if_match(seen(version)).body(change).send().await }
            });
            call.await.map(|_| Done::So)
        }
        Deed::Archive(id) => {
            session.call(|api| async move { api.product_archive().product_id(id).send().await }).await.map(|_| Done::So)
        }
        Deed::Price(id, new) => {
            let made = session.create(key, |api, key| {
                let new = new.clone();
                async move { api.price_create().product_id(id).idempotency_key(key).body(new).send().await }
            });
            made.await.map(|_| Done::So)
        }
        Deed::ArchivePrice(id) => {
            session.call(|api| async move { api.price_archive().price_id(id).send().await }).await.map(|_| Done::So)
        }
        Deed::Start(new) => {
            let made = session.create(key, |api, key| {
                let new = new.clone();
                async move { api.subscription_start().idempotency_key(key).body(new).send().await }
            });
            made.await.map(|_| Done::So)
        }
        Deed::Cancel(id, at) => {
            let call = session.call(|api| async move {
                let body = types::SubscriptionCancel { at };
                api.subscription_cancel().subscription_id(id).body(body).send().await
            });
            call.await.map(|_| Done::So)
        }
        Deed::Import(path, in_earnest) => {
            let path = outside::whole(&path.to_string_lossy());
            let unread = |error: std::io::Error| refused("path", format!("It cannot be read: {error}."));
            let bytes = tokio::fs::read(path).await.map_err(unread)?;
            let imported = if in_earnest {
                let made = session.create(key, |api, key| {
                    let bytes = bytes.clone();
                    async move { api.invoice_import().idempotency_key(key).body(bytes).send().await }
                });
                made.await?
            } else {
                let call = session.call(|api| {
                    let bytes = bytes.clone();
                    async move { api.invoice_import().dry_run(true).body(bytes).send().await }
                });
                call.await?.into_inner()
            };
            Ok(Done::Imported(Box::new(imported)))
        }
    }
}
