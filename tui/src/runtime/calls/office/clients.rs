use portico_openapi::{ApiError, Session, types};
use uuid::Uuid;

use super::seen;

pub async fn change(session: &Session, id: Uuid, change: types::WorkspaceChange) -> Result<(), ApiError> {
    let call = session.call(|api| {
        let change = change.clone();
        async move { api.workspace_update().workspace_id(id).body(change).send().await }
    });
    call.await.map(drop)
}

pub async fn permit(
    session: &Session,
    workspace: Uuid,
    id: Uuid,
    version: i64,
    permissions: types::Permissions,
) -> Result<(), ApiError> {
    let call = session.call(|api| {
        let body = types::MemberChange { permissions: Some(permissions.clone()), preset: None };
        async move {
            let call = api.member_update().workspace_id(workspace).member_id(id);
            call.if_match(seen(version)).body(body).send().await
        }
    });
    call.await.map(drop)
}
