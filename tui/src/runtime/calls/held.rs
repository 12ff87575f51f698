use portico_openapi::{ApiError, Session, types};
use uuid::Uuid;

use super::Desk;

/// What of one's own waits, failed or was done lately.
const LATEST: u32 = 50;

/// Asks the server to do something in a while.
pub async fn hold(session: &Session, key: Uuid, action: types::HeldAction) -> Result<Box<types::Held>, ApiError> {
    let made = session.create(key, |api, key| {
        let action = action.clone();
        async move { api.held_create().idempotency_key(key).body(action).send().await }
    });
    made.await.map(Box::new)
}

/// What of one's own waits, or did.
pub async fn list(desk: &Desk) -> Result<Vec<types::Held>, ApiError> {
    let session = desk.signed_in()?;
    let answer =
        session.call(|api| async move { api.held_list().whose(types::Whose::Mine).limit(LATEST).send().await });
    Ok(answer.await?.into_inner().items)
}

/// Takes something back.
pub async fn recall(desk: &Desk, id: Uuid) -> Result<Box<types::Held>, ApiError> {
    let session = desk.signed_in()?;
    let answer = session.call(|api| async move { api.held_recall().held_id(id).send().await });
    Ok(Box::new(answer.await?.into_inner()))
}
