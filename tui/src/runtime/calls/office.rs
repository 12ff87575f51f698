use portico_openapi::{ApiError, types};
use uuid::Uuid;

use super::Desk;
use crate::office::{Deed, Done};

/// Does what is asked.
pub async fn run(desk: &Desk, _key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    let session = desk.signed_in()?;
    match deed {
        Deed::ChangeWorkspace(id, change) => {
            let call = session.call(|api| {
                let change = change.clone();
                async move { api.workspace_update().workspace_id(id).body(change).send().await }
            });
            call.await.map(|_| Done::So)
        }
        Deed::Permit { workspace, id, version, permissions } => {
            let call = session.call(|api| {
                let body = types::MemberChange { permissions: permissions.clone() };
                let seen = format!("\"{version}\"");
                async move {
                    api.member_update().workspace_id(workspace).member_id(id).if_match(seen).body(body).send().await
                }
            });
            call.await.map(|_| Done::So)
        }
    }
}
