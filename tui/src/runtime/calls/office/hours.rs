use portico_openapi::{ApiError, Session, types};

use super::seen;
use crate::office::Done;

/// When the agency works, and what it promises.
pub async fn look(session: &Session) -> Result<types::ServiceHours, ApiError> {
    let call = session.call(|api| async move { api.service_hours_view().send().await });
    Ok(call.await?.into_inner())
}

/// Changes it, if it is as it was seen.
pub async fn change(session: &Session, version: i64, change: types::ServiceHoursChange) -> Result<Done, ApiError> {
    let call = session.call(|api| {
        let change = change.clone();
        async move { api.service_hours_update().if_match(seen(version)).body(change).send().await }
    });
    call.await.map(|_| Done::So)
}
