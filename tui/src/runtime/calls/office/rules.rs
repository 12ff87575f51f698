use futures_util::future::try_join;
use portico_openapi::{ApiError, Session, types};
use uuid::Uuid;

use super::{
    super::lists::{all, listed},
    canned, seen,
};
use crate::office::{
    Done,
    rules::{Deed, Shelf},
};

/// What is done by itself with requests that come in, and the answers that it can give.
pub async fn look(session: &Session) -> Result<Shelf, ApiError> {
    let rules = all(session, |api, cursor| async move { listed!(api.request_rule_list(), cursor) });
    let (all, canned) = try_join(rules, canned::look(session)).await?;
    Ok(Shelf { all, canned })
}

/// Does what is asked about them.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Keep(new) => {
            let made = session.create(key, |api, key| {
                let new = (*new).clone();
                async move { api.request_rule_create().idempotency_key(key).body(new).send().await }
            });
            made.await?;
        }
        Deed::Change(id, version, change) => {
            let call = session.call(|api| {
                let change = (*change).clone();
                async move {
                    api.request_rule_update().request_rule_id(id).if_match(seen(version)).body(change).send().await
                }
            });
            call.await?;
        }
        Deed::Drop(id) => {
            session.call(|api| async move { api.request_rule_delete().request_rule_id(id).send().await }).await?;
        }
        Deed::DryRun(id) => {
            let asked = types::NewRuleDryRun { requests: None, request_rule_id: Some(id) };
            let call = session.call(|api| {
                let asked = asked.clone();
                async move { api.request_rule_dry_run().body(asked).send().await }
            });
            return Ok(Done::DryRun(Box::new(call.await?.into_inner())));
        }
    }
    Ok(Done::So)
}
