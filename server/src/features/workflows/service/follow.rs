use chrono::TimeDelta;
use sea_orm::ColumnTrait;

use super::read::{find, held};
use crate::access::AgencyScope;
use crate::entity::words::{RunStatus, WorkflowStatus};
use crate::entity::{engine_workflow, run, workflow};
use crate::error::{Error, Result};
use crate::features::workflows::elsewhere::Told;
use crate::features::workflows::engine::{told, told_anew};
use crate::ids::{RunId, WorkflowId};
use crate::outgoing::Outgoing;

pub use crate::features::workflows::elsewhere::Call as Said;

/// How long after a run of ours was begun what a request has started there may be that one.
const SEEKING: TimeDelta = TimeDelta::minutes(15);

/// Takes what an engine says of one run of a workflow, by our name for it or by its own. One that began there is kept as a
/// run from then on.
///
/// # Errors
/// [`Error::NotFound`] where the workflow has no such run; [`Error::Malformed`] where nothing says which it is; a conflict
/// where the workflow does not run.
pub async fn called_back(scope: &AgencyScope, workflow: WorkflowId, said: Said) -> Result<RunId> {
    scope
        .transaction(async |scope| {
            let known = match said.run_id {
                Some(id) => Some(of_workflow(&scope, workflow, id.into()).await?),
                None => None,
            };
            let said = Told::from(said.said);
            let known = match (known, &said.id) {
                (Some(run), _) => Some(run.id),
                (None, Some(id)) => named(&scope, workflow, id).await?.map(|run| run.id),
                (None, None) => return Err(Error::Malformed("say which run this is: run_id, or id".to_owned())),
            };
            if let Some(run) = known {
                told(&scope, run, said).await?;
                return Ok(run);
            }
            let row = held(&scope, workflow).await?;
            super::start::runs(&row)?;
            told_anew(&scope, &row, said).await
        })
        .await
}

async fn of_workflow(scope: &AgencyScope, workflow: WorkflowId, id: RunId) -> Result<run::Model> {
    use run::{Column, Entity};
    scope.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::WorkflowId.eq(workflow)).one().await
}

async fn named(scope: &AgencyScope, workflow: WorkflowId, id: &str) -> Result<Option<run::Model>> {
    use run::{Column, Entity};
    scope.find::<Entity>().filter(Column::WorkflowId.eq(workflow)).filter(Column::ProviderId.eq(id)).first().await
}

/// Keeps as runs what an engine has run of a workflow by itself, and brings those that are known to where they stand there.
///
/// # Errors
/// [`Error::NotFound`] where it is gone; or when the database refuses.
pub async fn follow(scope: &AgencyScope, outgoing: &Outgoing, id: WorkflowId) -> Result<()> {
    let row = find(scope, id).await?;
    if matches!(row.status, WorkflowStatus::Draft | WorkflowStatus::Archived) {
        return Ok(());
    }
    use engine_workflow::{Column, Entity};
    let backed = scope.find::<Entity>().filter(Column::WorkflowId.eq(id)).one().await?;
    let place = super::engines::place_of(scope, id).await?;
    // Not from the first day on, each minute: what is older than a day has ended, or is asked after by itself.
    let since = backed.created_at.max(scope.now() - TimeDelta::days(1));
    let ran = match place.ran(outgoing, since).await {
        Ok(ran) => ran,
        Err(failure) => {
            tracing::info!(workflow = %id, code = failure.code, message = failure.message, "an engine does not say");
            return Ok(());
        }
    };
    for said in ran.into_iter().filter(|said| !said.is_trial) {
        // What began before it was a workflow here is nobody's to see.
        if said.started_at.is_some_and(|at| at < backed.created_at) {
            continue;
        }
        scope.transaction(async |scope| one(&scope, &row, said).await).await?;
    }
    Ok(())
}

async fn one(scope: &AgencyScope, workflow: &workflow::Model, said: Told) -> Result<()> {
    let Some(id) = said.id.clone() else { return Ok(()) };
    if let Some(run) = named(scope, workflow.id, &id).await? {
        return told(scope, run.id, said).await.map(drop);
    }
    let workflow = held(scope, workflow.id).await?;
    if named(scope, workflow.id, &id).await?.is_some()
        || (said.by_request && is_sought(scope, &workflow, &said).await?)
    {
        return Ok(());
    }
    told_anew(scope, &workflow, said).await.map(drop)
}

/// Whether a run of ours was started there at that time that has no name yet: what a request has started may be that one.
async fn is_sought(scope: &AgencyScope, workflow: &workflow::Model, said: &Told) -> Result<bool> {
    use run::{Column, Entity};
    let ours = scope.find::<Entity>().filter(Column::WorkflowId.eq(workflow.id));
    let ours = ours.filter(Column::Status.eq(RunStatus::Running)).filter(Column::ProviderId.is_null());
    let ours = ours.filter_if(said.started_at, |at| Column::StartedAt.gte(at - SEEKING));
    Ok(ours.first().await?.is_some())
}
