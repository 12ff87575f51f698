//! Telling another engine to stop what was cancelled here. The run has ended here by then, whatever the engine says; what
//! came of it is kept for staff beside it.

use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::failure::StepFailure;
use crate::access::AgencyScope;
use crate::entity::words::EngineStop;
use crate::entity::{run, run_step, run_stop};
use crate::error::{Error, Result};
use crate::features::workflows::elsewhere::Errand;
use crate::features::workflows::service::{note_stop, place_of, run_of};
use crate::ids::{AgencyId, RunId};
use crate::jobs::{Context, Failure, Job, JobLane};

/// Tells the engine of a run that was cancelled here. It is tried for about an hour.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct StopThere {
    pub agency: AgencyId,
    pub run: RunId,
}

impl Job for StopThere {
    const KIND: &'static str = "stop_there";
    const LANE: JobLane = JobLane::Runs;

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        use run_stop::{Column, Entity};
        let row = scope.find::<Entity>().filter(Column::RunId.eq(self.run)).one().await?;
        if row.state != EngineStop::Asking {
            return Ok(());
        }
        let run = run_of(&scope, self.run).await?;
        let (state, why) = match tell(context, &scope, &run).await {
            Ok(true) => (EngineStop::Told, None),
            Ok(false) => (EngineStop::Over, None),
            Err(failure) if failure.retryable && !context.last_try => {
                note_stop(&scope, &run, EngineStop::Asking, Some(failure.message.clone())).await?;
                return Err(Failure::Retry(Error::Unavailable(anyhow::anyhow!(failure.message))));
            }
            Err(failure) => (EngineStop::Untold, Some(failure.message)),
        };
        Ok(note_stop(&scope, &run, state, why).await?)
    }
}

/// `false` where it has ended there already.
async fn tell(context: &Context, scope: &AgencyScope, run: &run::Model) -> Result<bool, StepFailure> {
    let broken = |error: Error| StepFailure::from(&error);
    use run_step::{Column, Entity};
    let step = scope.find::<Entity>().filter(Column::RunId.eq(run.id)).asc(Column::Position).one().await;
    let step = step.map_err(broken)?;
    let place = place_of(scope, run.workflow_id).await.map_err(broken)?;
    let body = json!({
        "run_id": run.id,
        "id": run.provider_id,
        "workflow": { "id": run.workflow_id },
        "status": "cancelled",
    });
    let since = run.started_at.unwrap_or(run.created_at);
    let errand = Errand { key: step.id, attempt: step.attempts, since, body };
    place.stop(&context.connector.outgoing, run.provider_id.as_deref(), &errand).await
}
