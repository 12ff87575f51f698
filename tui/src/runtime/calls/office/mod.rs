//! What is set up, as operations of the generated client.

mod audit;
mod clients;

use portico_openapi::ApiError;
use uuid::Uuid;

use super::Desk;
use crate::office::{Deed, Done, Look, Seen};

/// Asks what a part of the agency's own affairs shows.
pub async fn look(desk: &Desk, look: Look) -> Result<Seen, ApiError> {
    let session = desk.signed_in()?;
    match look {
        Look::Trail(filter, cursor) => {
            let continues = cursor.is_some();
            Ok(Seen::Trail(audit::page(&session, filter, cursor).await?, continues))
        }
    }
}

/// Does what is asked.
pub async fn run(desk: &Desk, _key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    let session = desk.signed_in()?;
    match deed {
        Deed::ChangeWorkspace(id, change) => clients::change(&session, id, change).await?,
        Deed::Permit { workspace, id, version, permissions } => {
            clients::permit(&session, workspace, id, version, permissions).await?;
        }
        Deed::ExportTrail(filter, path) => return audit::export(&session, filter, path).await,
    }
    Ok(Done::So)
}

/// The `ETag` of what was seen.
fn seen(version: i64) -> String {
    format!("\"{version}\"")
}
