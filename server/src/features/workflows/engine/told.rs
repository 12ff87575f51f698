//! What another engine says of a run, and what that means here.

use chrono::{DateTime, Utc};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::{Value, json};

use super::failure::StepFailure;
use super::stand::Stand;
use super::state::scrubbed;
use crate::access::AgencyScope;
use crate::entity::words::{RunStarter, RunStatus};
use crate::entity::{run, run_payload, run_step, workflow};
use crate::error::{Error, Result};
use crate::features::workflows::definition::{Definition, Step};
use crate::features::workflows::elsewhere::{Standing, Told};
use crate::features::workflows::service::{Start, announce_run, begin, cancel_all};
use crate::ids::{Id, RunId};

/// The place at which a run stands that the engine has taken.
pub const STARTED: usize = 1;

/// Takes what is said of a run that runs; `false` where it does not run any more, and so nothing is to be said of it.
///
/// # Errors
/// When the database refuses.
pub async fn told(scope: &AgencyScope, id: RunId, said: Told) -> Result<bool> {
    let (definition, step) = (Definition::elsewhere(), Step::elsewhere());
    let Some(mut stand) = Stand::held(scope, &definition, id).await? else { return Ok(false) };
    let row = stand.begun(0, &step).await?;
    told_to(&mut stand, &step, &row, said).await?;
    Ok(true)
}

/// Keeps a run that began at the engine, for whoever holds the workflow.
///
/// # Errors
/// When the database refuses.
pub async fn told_anew(scope: &AgencyScope, workflow: &workflow::Model, said: Told) -> Result<RunId> {
    let id = RunId::new();
    let start = Start { by: RunStarter::Engine, starter: None, input: json!({}), replay_of: None };
    begin(scope, workflow, id, start).await?;
    let at = said.started_at.unwrap_or_else(|| scope.now()).min(scope.now());
    use run::{Column, Entity};
    let update = scope.update::<Entity>().set(Column::Status, RunStatus::Running.as_str());
    update.set(Column::StartedAt, at).set(Column::CreatedAt, at).filter(Column::Id.eq(id)).exec().await?;
    told(scope, id, said).await?;
    use run_step::Column as S;
    let step = scope.update::<run_step::Entity>().set(S::StartedAt, at);
    step.filter(S::RunId.eq(id)).exec().await?;
    Ok(id)
}

/// Brings a run to where the engine says that it stands; `true` where it goes on there.
pub async fn told_to(stand: &mut Stand<'_>, step: &Step, row: &run_step::Model, said: Told) -> Result<bool> {
    if let Some(id) = &said.id
        && let Err(failure) = name(stand, id).await?
    {
        return fail(stand, step, row, failure).await;
    }
    if stand.place < STARTED {
        place(stand).await?;
    }
    match said.standing {
        Standing::Running => {
            announce_run(stand.scope, &stand.run);
            return Ok(true);
        }
        Standing::Succeeded => match stand.done(row, None, said.output, STARTED).await? {
            None => stand.end(RunStatus::Succeeded).await?,
            Some(failure) => return fail(stand, step, row, failure).await,
        },
        Standing::Failed => {
            let message = said.message.unwrap_or_else(|| "the engine says that it failed".to_owned());
            let detail = if said.output.is_null() { Value::String(String::new()) } else { scrubbed(said.output, &[]) };
            let failure = StepFailure::lasting("engine_failed", message).said(None, &detail);
            fail(stand, step, row, failure).await?;
        }
        Standing::Cancelled => cancel_all(stand.scope, vec![stand.run.clone()]).await?,
    }
    if let Some(at) = said.ended_at {
        ended(stand, row, at).await?;
    }
    still(stand).await?;
    Ok(false)
}

/// The run has failed with this, for good.
///
/// # Errors
/// When the database refuses.
pub async fn fail(stand: &Stand<'_>, step: &Step, row: &run_step::Model, failure: StepFailure) -> Result<bool> {
    let once = Step { attempts: Some(1), ..step.clone() };
    stand.failed(&once, row, None, StepFailure { retryable: false, ..failure }).await?;
    still(stand).await?;
    Ok(false)
}

/// Notes what the run is called there. No two runs of a workflow are one there.
async fn name(stand: &mut Stand<'_>, id: &str) -> Result<Result<(), StepFailure>> {
    use run::{Column, Entity};
    match stand.run.provider_id.as_deref() {
        Some(known) if known == id => return Ok(Ok(())),
        Some(_) => return Ok(Err(StepFailure::lasting("engine_confused", "the engine calls this run otherwise now"))),
        None => {}
    }
    let other = stand.scope.find::<Entity>().filter(Column::WorkflowId.eq(stand.run.workflow_id));
    if other.filter(Column::ProviderId.eq(id)).first().await?.is_some() {
        return Ok(Err(StepFailure::lasting("engine_confused", "the engine gives two runs one name")));
    }
    let update = stand.scope.update::<Entity>().set(Column::ProviderId, id).filter(Column::Id.eq(stand.run.id));
    stand.run = update.returning().await?.pop().ok_or(Error::NotFound)?;
    Ok(Ok(()))
}

async fn place(stand: &mut Stand<'_>) -> Result<()> {
    use run_payload::{Column, Entity};
    stand.place = STARTED;
    let place = i32::try_from(STARTED).unwrap_or(i32::MAX);
    let update = stand.scope.update::<Entity>().set(Column::Place, place);
    update.filter(Column::RunId.eq(stand.run.id)).exec().await?;
    Ok(())
}

/// When it ended there, which is before we heard of it.
async fn ended(stand: &Stand<'_>, row: &run_step::Model, at: DateTime<Utc>) -> Result<()> {
    let at = at.clamp(stand.run.started_at.unwrap_or(at).min(stand.scope.now()), stand.scope.now());
    use run::Column as R;
    let run = stand.scope.update::<run::Entity>().set(R::EndedAt, at);
    run.filter(R::Id.eq(stand.run.id)).exec().await?;
    use run_step::Column as S;
    let step = stand.scope.update::<run_step::Entity>().set(S::EndedAt, at);
    step.filter(S::Id.eq(row.id)).exec().await?;
    Ok(())
}

/// Nobody asks after it any more.
async fn still(stand: &Stand<'_>) -> Result<()> {
    use run::{Column, Entity};
    let update = stand.scope.update::<Entity>().set_expr(Column::WakesAt, Expr::cust("NULL"));
    update.filter(Column::Id.eq(stand.run.id)).exec().await?;
    Ok(())
}
