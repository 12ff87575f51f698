use sea_orm::ColumnTrait;
use serde_json::json;

use super::control::hold_active;
use super::read::{find_version, held, written};
use super::stop::call_off;
use super::tell::announce_workflow;
use super::write::{about, open, ours};
use crate::access::{AgencyScope, Author, Event};
use crate::entity::words::{WorkflowEngine, WorkflowStatus};
use crate::entity::workflow::{Column, Entity, Model};
use crate::entity::workflow_version;
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::workflows::Inputs;
use crate::ids::{WorkflowId, WorkflowVersionId};

/// Publishes a version: new runs run on it. Runs that have begun end on the version they began on.
///
/// # Errors
/// [`Error::NotFound`] for what is not the agency's; [`Error::Stale`] when the workflow has moved on from `version`; a
/// conflict where it is in the archive.
pub async fn publish(
    scope: &AgencyScope,
    id: WorkflowId,
    version: Option<i64>,
    published: WorkflowVersionId,
) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = ours(open(held(&scope, id).await?, version)?)?;
            publish_held(&scope, &row, published).await
        })
        .await
}

/// Publishes a version of a workflow that is held.
///
/// # Errors
/// [`Error::Invalid`] where it is none of its versions.
pub async fn publish_held(scope: &AgencyScope, row: &Model, published: WorkflowVersionId) -> Result<()> {
    let chosen = match find_version(scope, row.id, published).await {
        Err(Error::NotFound) => return Err(Error::field("version_id", "The workflow has no such version.")),
        other => other?,
    };
    let definition = written(&chosen)?;
    let update = scope.update::<Entity>().set(Column::ActiveVersionId, published);
    let update = update.set(Column::Inputs, Inputs::kept(&definition.inputs)?);
    finish(scope, row, update.set(Column::Status, WorkflowStatus::Published.as_str())).await?;
    use workflow_version::Column as V;
    let first = scope.update::<workflow_version::Entity>().set(V::PublishedAt, scope.now());
    first.filter(V::Id.eq(published)).filter(V::PublishedAt.is_null()).exec().await?;
    scope.announce(Event::Happened);
    let entry = about(Entry::new("workflow.published"), row).detail(json!({ "number": chosen.number }));
    audit::record(scope, entry).await
}

/// What somebody wishes of a workflow as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing of it begins, and nothing that waits goes on.
    Pause,
    /// It goes on. One that another engine runs begins this way, too.
    Resume,
    /// All that runs or waits is cancelled, and it stays so.
    Archive,
}

impl Wish {
    /// Where it leads.
    fn status(self) -> WorkflowStatus {
        match self {
            Self::Pause => WorkflowStatus::Paused,
            Self::Resume => WorkflowStatus::Published,
            Self::Archive => WorkflowStatus::Archived,
        }
    }

    fn entry(self) -> Entry {
        match self {
            Self::Pause => Entry::new("workflow.paused"),
            Self::Resume => Entry::new("workflow.resumed"),
            Self::Archive => Entry::new("workflow.archived"),
        }
    }
}

/// Pauses a workflow, lets it go on, or puts it into the archive.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; [`Error::Stale`] when it has moved on from `version`; a conflict where it
/// cannot be so from where it stands.
pub async fn set_status(scope: &AgencyScope, id: WorkflowId, version: Option<i64>, wish: Wish) -> Result<()> {
    use WorkflowStatus::{Archived, Draft, Paused, Published};
    let status = wish.status();
    scope
        .transaction(async |scope| {
            // Runs are held before their workflow, as everywhere.
            let active = if status == Archived { hold_active(&scope, id).await? } else { Vec::new() };
            let row = open(held(&scope, id).await?, version)?;
            match (row.status, status) {
                (from, to) if from == to => return Ok(()),
                (Published, Paused) | (Paused, Published) | (_, Archived) => {}
                (Draft, Published) if row.engine != WorkflowEngine::Here => {}
                _ => return Err(Error::conflict("not_published", "no version of this workflow is published")),
            }
            call_off(&scope, &row, active).await?;
            if status == Archived {
                // What began meanwhile; now nothing begins any more.
                call_off(&scope, &row, hold_active(&scope, id).await?).await?;
            }
            finish(&scope, &row, scope.update::<Entity>().set(Column::Status, status.as_str())).await?;
            scope.announce(Event::Happened);
            audit::record(&scope, about(wish.entry(), &row)).await
        })
        .await
}

async fn finish(scope: &AgencyScope, row: &Model, update: crate::access::ScopedUpdate<'_, Entity>) -> Result<()> {
    let update = update.set(Column::Version, row.version + 1).set(Column::UpdatedAt, scope.now());
    update.filter(Column::Id.eq(row.id)).exec().await?;
    announce_workflow(scope, row.workspace_id);
    Ok(())
}
