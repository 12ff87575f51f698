//! Who looks at a request.

use portico_openapi::{ApiError, types};
use uuid::Uuid;

use super::Desk;

/// Says that the person does, and asks who else.
pub async fn attend(
    desk: &Desk,
    id: Uuid,
    doing: types::RequestDoing,
) -> Result<Vec<types::PresentColleague>, ApiError> {
    let session = desk.signed_in()?;
    let call = session.call(|api| async move {
        api.request_presence_put().request_id(id).body(types::NewPresence { doing }).send().await
    });
    Ok(call.await?.into_inner().items)
}

/// Asks who else does.
pub async fn present(desk: &Desk, id: Uuid) -> Result<Vec<types::PresentColleague>, ApiError> {
    let session = desk.signed_in()?;
    let call = session.call(|api| async move { api.request_presence_view().request_id(id).send().await });
    Ok(call.await?.into_inner().items)
}

/// Says that the person does no longer. If that does not arrive, the server soon knows by itself.
pub async fn depart(desk: &Desk, id: Uuid) {
    if let Some(session) = desk.session() {
        drop(session.call(|api| async move { api.request_presence_delete().request_id(id).send().await }).await);
    }
}
