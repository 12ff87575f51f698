use std::sync::Arc;

use super::client_scope::ClientScope;
use super::database::Database;
use super::once::OnceKey;
use super::scope::SystemScope;
use super::stand_in::stand_in;
use crate::error::{Error, Result};
use crate::ids::{AgencyId, ClientId, WorkspaceId};

/// The scope of a person who wrote a letter instead of signing in, in one workspace, with what they may do there
/// now. For whoever has proof that the letter is theirs. What is done in it is done once for each `once`.
///
/// # Errors
/// [`Error::NotFound`] when the person is disabled or no longer in the workspace, or the workspace is archived or
/// not open to them.
pub async fn scope_of_letter(
    database: &Database,
    agency: AgencyId,
    person: ClientId,
    workspace: WorkspaceId,
    once: OnceKey,
) -> Result<ClientScope> {
    let house = SystemScope::new(database).agency(agency);
    let who = stand_in(&house, person, workspace).await?.filter(|who| who.viewer().open().is_some());
    let viewer = who.ok_or(Error::NotFound)?.viewer().clone();
    ClientScope::new(database, Arc::new(viewer), Some(once)).ok_or(Error::NotFound)
}
