//! What wakes runs: their time, a decision on what they wait for, a schedule. All of it is looked for in the tables, so
//! that nothing is missed that happened while nobody listened.

use sea_orm::ColumnTrait;
use serde_json::{Value, json};

use super::errand;
use super::state::{State, scrubbed};
use super::take_up::take_up;
use crate::access::AgencyScope;
use crate::entity::words::{RunStepStatus, RunWait};
use crate::entity::{approval, run, run_payload, run_step, run_step_payload};
use crate::error::{Error, Result};
use crate::features::workflows::service::{find_version, schedule_due, wake, written};
use crate::ids::RunId;
use crate::jobs::Context;

/// How much is looked up at once.
const AT_ONCE: u64 = 100;

/// Takes up what there is room for, wakes what is to go on, and starts what is due; says how much that was. What
/// somebody has just started comes first: they wait for it. What is woken or due is queued by that, and taken up the
/// next time.
///
/// # Errors
/// When the database does not answer.
pub async fn serve(context: &Context) -> Result<usize> {
    let system = &context.system;
    let mut done = take_up(system).await?;
    for (agency, run) in system.runs_that_are_due(AT_ONCE).await? {
        done += one(woken(&system.agency(agency), run, RunWait::Delay).await, run)?;
    }
    for (agency, run) in system.runs_with_a_decision(AT_ONCE).await? {
        done += one(woken(&system.agency(agency), run, RunWait::Approval).await, run)?;
    }
    for (agency, run) in system.runs_to_ask_after(AT_ONCE).await? {
        done += one(errand::ask_after(&system.agency(agency), run).await, run)?;
    }
    for (agency, trigger) in system.schedules_that_are_due(AT_ONCE).await? {
        done += one(schedule_due(&system.agency(agency), trigger).await, trigger)?;
    }
    Ok(done)
}

/// One that fails must not keep the others waiting.
fn one(outcome: Result<bool>, what: impl std::fmt::Display) -> Result<usize> {
    match outcome {
        Ok(done) => Ok(usize::from(done)),
        Err(Error::Unavailable(error)) => Err(Error::Unavailable(error)),
        Err(error) => {
            tracing::error!(?error, %what, "waking a run");
            Ok(0)
        }
    }
}

async fn woken(scope: &AgencyScope, id: RunId, wait: RunWait) -> Result<bool> {
    scope
        .transaction(async |scope| {
            let finish = async |scope: &AgencyScope, run: &run::Model| {
                let given = match (wait, run.waits_for_id) {
                    (RunWait::Approval, Some(approval)) => decision(scope, approval.into()).await?,
                    _ => json!({}),
                };
                give(scope, run, &given).await
            };
            wake(&scope, id, wait, finish).await
        })
        .await
}

async fn decision(scope: &AgencyScope, id: crate::ids::ApprovalId) -> Result<Value> {
    let row = scope.find::<approval::Entity>().filter(approval::Column::Id.eq(id)).one().await?;
    Ok(json!({ "approval_id": row.id, "status": row.status.as_str(), "title": row.title }))
}

/// Gives a run, which is held, what its step has waited for: the step is done with it.
///
/// # Errors
/// When the database refuses.
pub async fn give(scope: &AgencyScope, run: &run::Model, given: &Value) -> Result<()> {
    use run_step::Column as S;
    let waiting = scope.find::<run_step::Entity>().filter(S::RunId.eq(run.id));
    let step = waiting.filter(S::Status.eq(RunStepStatus::Waiting)).desc(S::Position).one().await?;
    let version = run.version_id.ok_or(Error::NotFound)?;
    let definition = written(&find_version(scope, run.workflow_id, version).await?)?;
    let given = scrubbed(given.clone(), &definition.redact);
    let payload = scope.find::<run_payload::Entity>().filter(run_payload::Column::RunId.eq(run.id)).one().await?;
    let mut state = State::read(&payload)?;
    state.gave(&step.step, &given);
    let data = state.kept().map_err(|failure| Error::internal(anyhow::anyhow!(failure.message)))?;
    let now = scope.now();
    let ended = scope.update::<run_step::Entity>().set(S::Status, RunStepStatus::Succeeded.as_str());
    ended.set(S::EndedAt, now).set(S::Attempts, 1).filter(S::Id.eq(step.id)).exec().await?;
    use run_payload::Column as P;
    let update = scope.update::<run_payload::Entity>().set(P::Place, step.place + 1).set(P::Data, data);
    update.filter(P::RunId.eq(run.id)).exec().await?;
    use run_step_payload::{ActiveModel, Column as K, Entity as Kept};
    use sea_orm::ActiveValue::{NotSet, Set};
    scope.delete::<Kept>().filter(K::RunStepId.eq(step.id)).exec().await?;
    let kept = ActiveModel {
        run_step_id: Set(step.id),
        agency_id: NotSet,
        run_id: Set(run.id),
        input: Set(None),
        output: Set(Some(given.to_string())),
        code: Set(None),
        message: Set(None),
        provider_status: Set(None),
        retryable: Set(None),
        detail: Set(None),
        created_at: Set(now),
    };
    scope.insert(kept).await?;
    Ok(())
}
