use futures_util::TryFutureExt;
use portico_openapi::{ApiError, Session, types};

use super::seen;
use crate::office::Done;

/// What the agency says of itself.
pub async fn look(session: &Session) -> Result<types::AgencySettings, ApiError> {
    let call = session.call(|api| async move { api.agency_view().send().await });
    call.map_ok(|settings| settings.into_inner()).await
}

/// Changes it, if it is as it was seen.
pub async fn change(session: &Session, version: i64, change: types::AgencyChange) -> Result<Done, ApiError> {
    let call = session.call(|api| {
        let change = change.clone();
        async move { api.agency_update().if_match(seen(version)).body(change).send().await }
    });
    call.await.map(|_| Done::So)
}
