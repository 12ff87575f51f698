use portico_openapi::{ApiError, Session};
use uuid::Uuid;

use super::{
    super::lists::{all, listed},
    seen,
};
use crate::office::{Done, canned::Deed};

/// The answers that staff have ready, by name.
pub async fn look(session: &Session) -> Result<Vec<portico_openapi::types::CannedReply>, ApiError> {
    all(session, |api, cursor| async move { listed!(api.canned_reply_list(), cursor) }).await
}

/// Does what is asked about them.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Keep(new) => {
            let made = session.create(key, |api, key| {
                let new = new.clone();
                async move { api.canned_reply_create().idempotency_key(key).body(new).send().await }
            });
            made.await?;
        }
        Deed::Change(id, version, change) => {
            let call = session.call(|api| {
                let change = change.clone();
                async move {
                    api.canned_reply_update().canned_reply_id(id).if_match(seen(version)).body(change).send().await
                }
            });
            call.await?;
        }
        Deed::Drop(id) => {
            session.call(|api| async move { api.canned_reply_delete().canned_reply_id(id).send().await }).await?;
        }
    }
    Ok(Done::So)
}
