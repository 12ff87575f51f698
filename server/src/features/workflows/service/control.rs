use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait};
use uuid::Uuid;

use super::read::find;
use super::start::about;
use super::stop::call_off;
use super::tell::announce_runs;
use crate::access::AgencyScope;
use crate::entity::run::{Column, Entity, Model};
use crate::entity::words::{RunStatus, RunStepStatus, RunWait};
use crate::entity::{connection, run_payload, run_step};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::ids::{ConnectionId, RunId, WorkflowId};

/// A run of the agency.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn run_of(scope: &AgencyScope, id: RunId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// The same, held until the transaction ends: all that happens to one happens one after the other.
///
/// # Errors
/// As [`run_of`].
pub async fn held_run(scope: &AgencyScope, id: RunId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await
}

/// Whether a run has not ended.
pub const fn is_active(status: RunStatus) -> bool {
    matches!(status, RunStatus::Queued | RunStatus::Running | RunStatus::Waiting)
}

/// Cancels a run. What it has done stays done; what it is doing comes to nothing here, and an engine that runs it is told
/// where it can be.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; a conflict where it has ended.
pub async fn cancel(scope: &AgencyScope, id: RunId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let run = held_run(&scope, id).await?;
            if run.status == RunStatus::Cancelled {
                return Ok(());
            }
            if !is_active(run.status) {
                return Err(Error::conflict("run_ended", "this run has ended"));
            }
            let workflow = find(&scope, run.workflow_id).await?;
            let entry = about(Entry::new("run.cancelled"), &workflow, &run);
            call_off(&scope, &workflow, vec![run]).await?;
            audit::record(&scope, entry).await
        })
        .await
}

/// The runs of a workflow that have not ended, held until the transaction ends.
pub async fn hold_active(scope: &AgencyScope, workflow: WorkflowId) -> Result<Vec<Model>> {
    let active = [RunStatus::Queued, RunStatus::Running, RunStatus::Waiting];
    let runs = scope.find::<Entity>().filter(Column::WorkflowId.eq(workflow)).filter(Column::Status.is_in(active));
    runs.asc(Column::Id).locked().all().await
}

/// Cancels these, which are held. Nobody else is told.
pub async fn cancel_all(scope: &AgencyScope, runs: Vec<Model>) -> Result<()> {
    let now = scope.now();
    for run in runs {
        let update = scope.update::<Entity>().set(Column::Status, RunStatus::Cancelled.as_str());
        stands(update.set(Column::EndedAt, now)).filter(Column::Id.eq(run.id)).exec().await?;
        use run_step::Column as S;
        let step = scope.update::<run_step::Entity>().set(S::Status, RunStepStatus::Cancelled.as_str());
        let open = step.set(S::EndedAt, now).filter(S::RunId.eq(run.id));
        open.filter(S::Status.is_in([RunStepStatus::Running, RunStepStatus::Waiting])).exec().await?;
        announce_runs(scope, &run);
    }
    Ok(())
}

/// Has a run that failed go on with the step that failed. What it did before is not done again.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; a conflict where it did not fail, what it gathered is deleted by now, or
/// another engine ran it.
pub async fn retry(scope: &AgencyScope, id: RunId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let run = held_run(&scope, id).await?;
            if run.status != RunStatus::Failed {
                return Err(Error::conflict("run_not_failed", "only what failed can be tried again"));
            }
            let kept = scope.find::<run_payload::Entity>().filter(run_payload::Column::RunId.eq(id)).first().await?;
            if kept.is_none() {
                return Err(Error::conflict("run_forgotten", "what this run has gathered has been deleted since"));
            }
            let workflow = super::write::ours(find(&scope, run.workflow_id).await?)?;
            super::start::runs(&workflow)?;
            queue(&scope, &run).await?;
            audit::record(&scope, about(Entry::new("run.retried"), &workflow, &run)).await
        })
        .await
}

/// Puts a run back into the queue; it goes on where it stands.
async fn queue(scope: &AgencyScope, run: &Model) -> Result<()> {
    let update = scope.update::<Entity>().set(Column::Status, RunStatus::Queued.as_str());
    let update = stands(update).set_expr(Column::EndedAt, Expr::cust("NULL"));
    update.filter(Column::Id.eq(run.id)).exec().await?;
    announce_runs(scope, run);
    Ok(())
}

/// A run that waits for nothing.
fn stands(update: crate::access::ScopedUpdate<'_, Entity>) -> crate::access::ScopedUpdate<'_, Entity> {
    let never = || Expr::cust("NULL");
    let update = update.set_expr(Column::WaitsFor, never()).set_expr(Column::WaitsForId, never());
    update.set_expr(Column::WaitsSince, never()).set_expr(Column::WakesAt, never())
}

/// Wakes a run that waits for this, as a part of the transaction that brings it about: `true` where it did wait, and for
/// nobody else any more. What the step waited for is given to it by `finish`.
///
/// # Errors
/// What `finish` answers, or when the database refuses.
pub async fn wake(
    scope: &AgencyScope,
    id: RunId,
    wait: RunWait,
    finish: impl AsyncFnOnce(&AgencyScope, &Model) -> Result<()>,
) -> Result<bool> {
    let run = held_run(scope, id).await?;
    if run.status != RunStatus::Waiting || run.waits_for != Some(wait) {
        return Ok(false);
    }
    finish(scope, &run).await?;
    queue(scope, &run).await?;
    Ok(true)
}

/// Wakes the runs of its workspace that wait for a connection that works again, for another one at its provider, in whose
/// place it may be used, or for one that was not there: they try their step again. Says how many those were.
///
/// # Errors
/// [`crate::error::Error::NotFound`] where there is no such connection.
pub async fn connection_mended(scope: &AgencyScope, id: ConnectionId) -> Result<usize> {
    use connection::Column as C;
    let connection = scope.find::<connection::Entity>().filter(C::Id.eq(id)).one().await?;
    let there = scope.find::<connection::Entity>().filter(C::WorkspaceId.eq(connection.workspace_id));
    let alike = there.filter(C::Provider.eq(&connection.provider)).all().await?;
    let alike: Vec<Uuid> = alike.into_iter().map(|row| row.id.into()).collect();
    let waiting = scope.find::<Entity>().filter(Column::WorkspaceId.eq(connection.workspace_id));
    let waiting = waiting.filter(Column::Status.eq(RunStatus::Waiting));
    let waiting = waiting.filter(Column::WaitsFor.eq(RunWait::Connection));
    let theirs = waiting.filter(Column::WaitsForId.is_in(alike).or(Column::WaitsForId.is_null()));
    let mut woken = 0;
    for run in theirs.asc(Column::Id).all().await? {
        woken += usize::from(wake(scope, run.id, RunWait::Connection, async |_, _| Ok(())).await?);
    }
    Ok(woken)
}
