use super::stand_in::stand_in;
use crate::access::database::Database;
use crate::access::once::OnceKey;
use crate::access::scopes::client_scope::ClientScope;
use crate::access::scopes::scope::AgencyScope;
use crate::error::{Error, Result};
use crate::ids::{ClientId, WorkspaceId};

/// The scope of a person who wrote a letter instead of signing in, in one workspace, with what they may do there
/// now. For whoever has proof that the letter is theirs. What is done in it is done once for each `once`.
///
/// # Errors
/// [`Error::NotFound`] when the person is disabled or no longer in the workspace, or the workspace is archived or
/// not open to them.
pub async fn scope_of_letter(
    database: &Database,
    agency: &AgencyScope,
    person: ClientId,
    workspace: WorkspaceId,
    once: OnceKey,
) -> Result<ClientScope> {
    let standing = stand_in(agency, person, workspace).await?;
    let standing = standing.filter(|who| who.viewer().open().is_some()).ok_or(Error::NotFound)?;
    ClientScope::new(database, standing.0, Some(once)).ok_or(Error::NotFound)
}
