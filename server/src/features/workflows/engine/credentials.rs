//! What proves to a provider that a run may ask it. The one place where workflows ask for a client's connections.

use super::failure::StepFailure;
use crate::access::AgencyScope;
use crate::error::Error;
use crate::features::connections::{self, Credential, Denied};
use crate::features::workflows::definition::Connection;
use crate::ids::{ConnectionId, WorkspaceId};
use crate::jobs::Context;

/// Why a step cannot use its connection.
pub enum Without {
    /// A person has to connect it, or to connect it again; there may be none yet.
    Dead(Option<ConnectionId>),
    Failed(StepFailure),
}

/// What opens the connection that a definition names, renewed where that is due. Never within a transaction: what a
/// provider gives is stored before it is used.
///
/// # Errors
/// [`Without`].
pub async fn credentials(
    context: &Context,
    scope: &AgencyScope,
    workspace: WorkspaceId,
    used: &Connection,
) -> Result<Credential, Without> {
    let failed = |error: &Error| Without::Failed(StepFailure { retryable: true, ..StepFailure::from(error) });
    let id = match connections::named(scope, workspace, &used.name, &used.provider).await {
        Err(Error::NotFound) => return Err(Without::Dead(None)),
        other => other.map_err(|error| failed(&error))?,
    };
    match connections::credentials(scope, &context.connector, workspace, id).await {
        Ok(credential) => Ok(credential),
        Err(Denied::Dead(dead)) => Err(Without::Dead(Some(dead.connection))),
        Err(Denied::Failed(error)) => Err(failed(&error)),
    }
}
