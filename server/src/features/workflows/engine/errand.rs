//! Runs of workflows that another engine runs: it is asked to start, and then how the run stands, until it says so itself.

use chrono::TimeDelta;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait};
use serde_json::json;

use super::advance::Advance;
use super::failure::StepFailure;
use super::stand::Stand;
use super::told::{STARTED, fail, told_to};
use crate::access::AgencyScope;
use crate::entity::words::RunStatus;
use crate::entity::{run, run_payload, run_step};
use crate::error::{Error, Result};
use crate::features::workflows::definition::{Definition, Step};
use crate::features::workflows::elsewhere::{Errand, Told};
use crate::features::workflows::service::{held_run, place_of, stop_again};
use crate::ids::{RunId, WorkflowId};
use crate::jobs::{self, Context};

/// How soon an engine is asked again how a run stands, at first and at last.
const SOONEST: TimeDelta = TimeDelta::seconds(5);
const LATEST: TimeDelta = TimeDelta::minutes(5);
/// How long an engine may say nothing.
const PATIENCE: TimeDelta = TimeDelta::days(7);

/// What is to be asked, and of whom.
struct Going {
    errand: Errand,
    workflow: WorkflowId,
    /// Whether the engine has taken it, and under which name.
    started: bool,
    id: Option<String>,
    row: run_step::Model,
}

/// Moves a run on that another engine runs.
///
/// # Errors
/// When the database refuses.
pub async fn go(context: &Context, job: Advance) -> Result<()> {
    let (definition, step) = (Definition::elsewhere(), Step::elsewhere());
    let scope = context.system.agency(job.agency);
    let begun = scope.transaction(async |scope| match hold(&scope, &definition, job).await? {
        Some(stand) => begin(&stand, &step, &context.site.base_url).await.map(Some),
        None => Ok(None),
    });
    let Some(going) = begun.await? else { return Ok(()) };
    let said = ask(context, &scope, &going).await;
    let heard = scope.transaction(async |scope| {
        match (hold(&scope, &definition, job).await?, said) {
            (Some(mut stand), said) => answered(&mut stand, &step, &going, said).await,
            // It was cancelled meanwhile, and taken there all the same.
            (None, Ok((told, _))) if !going.started => stop_again(&scope, job.run, told.id).await,
            (None, _) => Ok(()),
        }
    });
    heard.await
}

/// The run, where it is still there and ours to move.
async fn hold<'a>(scope: &'a AgencyScope, definition: &'a Definition, job: Advance) -> Result<Option<Stand<'a>>> {
    match Stand::hold(scope, definition, job.run, job.turn).await {
        Err(Error::NotFound) => Ok(None),
        other => other,
    }
}

async fn begin(stand: &Stand<'_>, step: &Step, base_url: &str) -> Result<Going> {
    let row = stand.begun(0, step).await?;
    let started = stand.place >= STARTED;
    let row = if started { row } else { stand.tried(&row).await? };
    let body = json!({
        "run_id": stand.run.id,
        "workflow": { "id": stand.workflow.id, "name": stand.workflow.name },
        "workspace": { "id": stand.run.workspace_id, "name": stand.workspace },
        "input": stand.state.input,
        "callback_url": format!("{base_url}/hooks/workflows/{}", stand.workflow.id),
    });
    let since = stand.run.started_at.unwrap_or(stand.run.created_at);
    let errand = Errand { key: row.id, attempt: row.attempts, since, body };
    Ok(Going { errand, workflow: stand.workflow.id, started, id: stand.run.provider_id.clone(), row })
}

/// Asks the engine, outside of any transaction.
async fn ask(context: &Context, scope: &AgencyScope, going: &Going) -> Result<(Told, bool), StepFailure> {
    let place = place_of(scope, going.workflow).await.map_err(|error| StepFailure::from(&error))?;
    let outgoing = &context.connector.outgoing;
    let told = if going.started {
        place.look(outgoing, going.id.as_deref(), &going.errand).await?
    } else {
        place.start(outgoing, &going.errand).await?
    };
    Ok((told, place.can_be_asked()))
}

async fn answered(
    stand: &mut Stand<'_>,
    step: &Step,
    going: &Going,
    said: Result<(Told, bool), StepFailure>,
) -> Result<()> {
    let (told, can_be_asked) = match said {
        Ok(told) => told,
        // Whoever cannot be asked now is asked later; only what is not there any more is lost.
        Err(failure) if going.started && failure.code != "engine_lost" => return wait(stand, step, going, true).await,
        // What was lost there is not started again by itself.
        Err(failure) if going.started => return fail(stand, step, &going.row, failure).await.map(drop),
        Err(failure) => {
            return stand.failed(step, &going.row, Some(going.errand.body.clone()), failure).await;
        }
    };
    if told_to(stand, step, &going.row, told).await? {
        return wait(stand, step, going, can_be_asked).await;
    }
    Ok(())
}

/// Says when the engine is asked again, or gives it up.
async fn wait(stand: &Stand<'_>, step: &Step, going: &Going, can_be_asked: bool) -> Result<()> {
    let now = stand.scope.now();
    let gone = now - going.errand.since;
    if gone >= PATIENCE {
        let failure = StepFailure::lasting("engine_silent", "the engine has said nothing for seven days");
        return fail(stand, step, &going.row, failure).await.map(drop);
    }
    let pause = if can_be_asked { (gone / 4).clamp(SOONEST, LATEST) } else { PATIENCE - gone };
    use run::{Column, Entity};
    let update = stand.scope.update::<Entity>().set(Column::WakesAt, now + pause);
    update.filter(Column::Id.eq(stand.run.id)).exec().await?;
    Ok(())
}

/// Has a run be asked after whose time has come; `false` where somebody else does.
///
/// # Errors
/// When the database refuses.
pub async fn ask_after(scope: &AgencyScope, id: RunId) -> Result<bool> {
    let taken = scope.transaction(async |scope| {
        let run = held_run(&scope, id).await?;
        if run.status != RunStatus::Running || run.wakes_at.is_none_or(|at| at > scope.now()) {
            return Ok(false);
        }
        use run::{Column, Entity};
        let update = scope.update::<Entity>().set_expr(Column::WakesAt, Expr::cust("NULL"));
        update.filter(Column::Id.eq(id)).exec().await?;
        use run_payload::Column as P;
        let turn = scope.update::<run_payload::Entity>().set_expr(P::Turn, Expr::col(P::Turn).add(1));
        let payload = turn.filter(P::RunId.eq(id)).returning().await?.pop().ok_or(Error::NotFound)?;
        let next = Advance { agency: scope.agency(), run: id, turn: payload.turn };
        jobs::enqueue(&scope, &next).await?;
        Ok(true)
    });
    taken.await
}
