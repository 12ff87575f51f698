//! What proves to a provider that a run may ask it. The one place where workflows ask for a client's connections.

use sea_orm::ColumnTrait;

use super::author::author;
use super::failure::StepFailure;
use super::stand::Stand;
use crate::access::{AgencyScope, SystemScope};
use crate::entity::words::RunStatus;
use crate::entity::{connection, run, run_step, workflow_version};
use crate::error::{Error, Result};
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

/// Has whoever can connect an account told that a run begins to wait for it, where nobody has ever connected it: once,
/// however many wait. In the name of whoever wrote the version.
///
/// # Errors
/// When the database refuses.
pub async fn tell_wanted(
    system: &SystemScope,
    stand: &Stand<'_>,
    version: &workflow_version::Model,
    step: &run_step::Model,
    id: ConnectionId,
) -> Result<()> {
    use run::Column;
    if step.attempts > 1 {
        return Ok(());
    }
    // Of two runs that come to it at once, the second is to see that the first waits.
    stand.scope.find::<connection::Entity>().filter(connection::Column::Id.eq(id)).locked().first().await?;
    let waiting = stand.scope.find::<run::Entity>().filter(Column::Status.eq(RunStatus::Waiting));
    if waiting.filter(Column::WaitsForId.eq(id)).first().await?.is_some() {
        return Ok(());
    }
    match author(system, version).await {
        // They no longer work here; it was told when it was asked for.
        Err(Error::Conflict { .. }) => Ok(()),
        other => connections::wanted(&other?, id).await,
    }
}
