//! What proves to a provider that a run may ask it. The one place where workflows ask for a client's connections.

use reqwest::header::HeaderMap;

use crate::access::AgencyScope;
use crate::error::Result;
use crate::ids::WorkspaceId;

/// What is sent with a request; none where the client has no connection that works, and the run is to wait for one.
///
/// # Errors
/// When the database fails.
#[expect(clippy::unused_async, reason = "connections answer it from the database")]
pub async fn credentials(_scope: &AgencyScope, _workspace: WorkspaceId, _provider: &str) -> Result<Option<HeaderMap>> {
    Ok(None)
}
