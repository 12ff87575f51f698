use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;

use super::control::{cancel_all, held_run};
use super::tell::announce_runs;
use crate::access::AgencyScope;
use crate::entity::words::{ApprovalStatus, EngineStop, RunWait, WorkflowEngine};
use crate::entity::{approval, engine_workflow, run, run_step, run_step_payload, run_stop, workflow};
use crate::error::Result;
use crate::features::approvals::{self, Change};
use crate::features::workflows::StepKind;
use crate::features::workflows::engine::StopThere;
use crate::ids::RunId;
use crate::jobs;

/// Cancels these runs of a workflow, which are held, because somebody here wants it: where another engine runs it, that
/// engine is told, or it is noted that it cannot be. What they asked of the client and waited for is asked no more.
///
/// # Errors
/// When the database refuses.
pub async fn call_off(scope: &AgencyScope, workflow: &workflow::Model, runs: Vec<run::Model>) -> Result<()> {
    if workflow.engine != WorkflowEngine::Here {
        let can = can_stop(scope, workflow).await?;
        for run in &runs {
            stop_there(scope, run, can).await?;
        }
    }
    for run in &runs {
        withdraw(scope, run).await?;
    }
    cancel_all(scope, runs).await
}

/// Puts the approval for which a run waits into the archive, as staff would, where the run has made it and nobody has decided
/// on it.
async fn withdraw(scope: &AgencyScope, run: &run::Model) -> Result<()> {
    let Some(id) = run.waits_for_id.filter(|_| run.waits_for == Some(RunWait::Approval)) else { return Ok(()) };
    use run_step::Column as S;
    let made = scope.find::<run_step::Entity>().filter(S::RunId.eq(run.id));
    let made = made.filter(S::Kind.eq(StepKind::CreateApproval.as_str())).all().await?;
    use run_step_payload::Column as P;
    let gave =
        scope.find::<run_step_payload::Entity>().filter(P::RunStepId.is_in(made.into_iter().map(|step| step.id)));
    let made = gave.filter(P::Output.contains(id.to_string())).first().await?.is_some();
    use approval::Column as A;
    let open = scope.find::<approval::Entity>().filter(A::Id.eq(id)).filter(A::ArchivedAt.is_null());
    let open = open.filter(A::Status.is_in([ApprovalStatus::Pending, ApprovalStatus::InReview]));
    // Who decides on it at this moment is waited for: what is decided stays where it is.
    let open = open.locked().first().await?;
    let Some(open) = open.filter(|_| made) else { return Ok(()) };
    approvals::change(scope, open.id, None, Change { archived: Some(true), ..Change::default() }).await
}

/// Whether the engine of a workflow can be told to stop a run.
async fn can_stop(scope: &AgencyScope, workflow: &workflow::Model) -> Result<bool> {
    use engine_workflow::{Column, Entity};
    let backed = scope.find::<Entity>().filter(Column::WorkflowId.eq(workflow.id)).one().await?;
    Ok(workflow.engine == WorkflowEngine::N8n || backed.cancel_url.is_some())
}

async fn stop_there(scope: &AgencyScope, run: &run::Model, can: bool) -> Result<()> {
    // What the engine was never asked for is nothing to be stopped there.
    let begun = scope.find::<run_step::Entity>().filter(run_step::Column::RunId.eq(run.id));
    if begun.first().await?.is_none() {
        return Ok(());
    }
    let now = scope.now();
    let row = run_stop::ActiveModel {
        run_id: Set(run.id),
        agency_id: NotSet,
        state: Set(if can { EngineStop::Asking } else { EngineStop::NoWay }),
        message: Set(None),
        asked_at: Set(now),
        settled_at: Set((!can).then_some(now)),
    };
    scope.insert(row).await?;
    if can {
        jobs::enqueue(scope, &StopThere { agency: scope.agency(), run: run.id }).await?;
    }
    Ok(())
}

/// Notes what came of telling an engine to stop a run, and why nothing did.
///
/// # Errors
/// When the database refuses.
pub async fn note_stop(scope: &AgencyScope, run: &run::Model, state: EngineStop, why: Option<String>) -> Result<()> {
    use run_stop::{Column, Entity};
    scope
        .transaction(async |scope| {
            let settled = (state != EngineStop::Asking).then(|| scope.now());
            let update = scope.update::<Entity>().set(Column::State, state.as_str()).set(Column::Message, why);
            update.set_if(Column::SettledAt, settled).filter(Column::RunId.eq(run.id)).exec().await?;
            announce_runs(&scope, run);
            Ok(())
        })
        .await
}

/// Has an engine told once more to stop a run: it took it while it was cancelled here, and may have known nothing of it when
/// it was told.
///
/// # Errors
/// When the database refuses.
pub async fn stop_again(scope: &AgencyScope, id: RunId, name: Option<String>) -> Result<()> {
    use run_stop::{Column, Entity};
    let asked = scope.find::<Entity>().filter(Column::RunId.eq(id)).first().await?;
    if asked.is_none_or(|stop| stop.state == EngineStop::NoWay) {
        return Ok(());
    }
    if let Some(name) = name {
        let run = held_run(scope, id).await?;
        let other = scope.find::<run::Entity>().filter(run::Column::WorkflowId.eq(run.workflow_id));
        let taken = other.filter(run::Column::ProviderId.eq(name.as_str())).first().await?.is_some();
        if !taken && run.provider_id.is_none() {
            let update = scope.update::<run::Entity>().set(run::Column::ProviderId, name);
            update.filter(run::Column::Id.eq(id)).exec().await?;
        }
    }
    let update = scope.update::<Entity>().set(Column::State, EngineStop::Asking.as_str());
    let update = update.set_expr(Column::SettledAt, Expr::cust("NULL")).set_expr(Column::Message, Expr::cust("NULL"));
    update.filter(Column::RunId.eq(id)).exec().await?;
    jobs::enqueue(scope, &StopThere { agency: scope.agency(), run: id }).await
}
