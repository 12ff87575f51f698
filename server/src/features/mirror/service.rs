use sea_orm::ColumnTrait;
use serde_json::json;

use super::text::{self, PageText};
use crate::access::{self, AgencyScope, Facts, StandIn};
use crate::entity::{client_user, workspace};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::ids::{ClientId, WorkspaceId};
use crate::web::{Mirror, Reflection};

/// What is looked at, and as whom.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub person: ClientId,
    pub workspace: WorkspaceId,
    pub path: &'a str,
}

/// Whom and where a look is about.
pub struct Subject {
    pub person: client_user::Model,
    pub workspace: workspace::Model,
    /// How they stand there now; `None` where they do not get in.
    pub stand_in: Option<StandIn>,
}

/// The person and the workspace of a look.
///
/// # Errors
/// [`Error::NotFound`] for another agency's person or workspace.
pub async fn subject(scope: &AgencyScope, look: Look<'_>) -> Result<Subject> {
    let person = scope.find::<client_user::Entity>().filter(client_user::Column::Id.eq(look.person)).one().await?;
    let workspace = scope.find::<workspace::Entity>().filter(workspace::Column::Id.eq(look.workspace));
    let workspace =
        workspace.first().await?.ok_or_else(|| Error::field("workspace_id", "There is no such workspace."))?;
    let stand_in = access::stand_in(scope, look.person, look.workspace).await?;
    Ok(Subject { person, workspace, stand_in })
}

/// A page of the portal as this person would see it.
///
/// # Errors
/// [`Error::NotFound`] for another agency's person; a conflict where the person does not get into the portal.
pub async fn mirror(
    scope: &AgencyScope,
    portal: &Mirror,
    facts: &Facts,
    look: Look<'_>,
) -> Result<(Reflection, PageText)> {
    let subject = subject(scope, look).await?;
    portal.page(look.path)?;
    let Some(who) = subject.stand_in.clone() else {
        return Err(Error::conflict("sees_nothing", "this person does not get into the portal of this workspace"));
    };
    note(scope, &subject, look.path).await?;
    let reflection = portal.reflect(who, facts, look.path).await?;
    let text = text::of(&reflection.html)?;
    Ok((reflection, text))
}

/// Leaves in the audit trail that somebody looked.
async fn note(scope: &AgencyScope, subject: &Subject, path: &str) -> Result<()> {
    let entry = Entry::new("client.mirrored").target("client", subject.person.id, &subject.person.name);
    let entry = entry.workspace(subject.workspace.id).detail(json!({ "path": path }));
    scope.transaction(async |scope| audit::record(&scope, entry).await).await
}
