//! Takes up runs that wait in the queue, where there is room: so many of a workflow and so many of a workspace at the
//! same time, in the order in which they came.

use std::collections::HashMap;

use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait};

use super::advance::Advance;
use crate::access::{AgencyScope, SystemScope};
use crate::entity::words::{RunStatus, WorkflowStatus};
use crate::entity::{run, run_payload, workflow};
use crate::error::{Error, Result};
use crate::features::workflows::service::announce_runs;
use crate::ids::{WorkflowId, WorkspaceId};
use crate::jobs;

/// The most runs of one workspace that run at the same time, so that no client keeps the others waiting.
const OF_A_WORKSPACE: i64 = 8;
/// How far one look into a queue reaches.
const LOOK: u64 = 100;

/// Takes up what there is room for; says how many runs that were.
///
/// # Errors
/// When the database does not answer.
pub async fn take_up(system: &SystemScope) -> Result<usize> {
    let mut taken = 0;
    for (agency, workspace) in system.workspaces_with_queued_runs().await? {
        let scope = system.agency(agency);
        taken += match scope.transaction(async |scope| of_workspace(&scope, workspace).await).await {
            Err(Error::Unavailable(error)) => return Err(Error::Unavailable(error)),
            Err(error) => {
                tracing::error!(?error, %workspace, "taking up runs");
                0
            }
            Ok(taken) => taken,
        };
    }
    Ok(taken)
}

async fn of_workspace(scope: &AgencyScope, workspace: WorkspaceId) -> Result<usize> {
    // Held, so that two who look at the same time do not both find the same room.
    let flows = scope.find::<workflow::Entity>().filter(workflow::Column::WorkspaceId.eq(workspace));
    let flows = flows.filter(workflow::Column::Status.eq(WorkflowStatus::Published));
    let flows = flows.asc(workflow::Column::Id).locked().all().await?;
    use run::{Column, Entity};
    let here = |status: RunStatus| {
        scope.find::<Entity>().filter(Column::WorkspaceId.eq(workspace)).filter(Column::Status.eq(status))
    };
    let running: HashMap<WorkflowId, i64> =
        here(RunStatus::Running).tally(Column::WorkflowId).await?.into_iter().collect();
    let mut room = OF_A_WORKSPACE - running.values().sum::<i64>();
    let mut rooms: HashMap<WorkflowId, i64> = flows
        .iter()
        .map(|flow| (flow.id, i64::from(flow.at_once) - running.get(&flow.id).copied().unwrap_or_default()))
        .filter(|(_, room)| *room > 0)
        .collect();
    if room <= 0 || rooms.is_empty() {
        return Ok(0);
    }
    let queued = here(RunStatus::Queued).filter(Column::WorkflowId.is_in(rooms.keys().copied()));
    let mut taken = 0;
    for run in queued.asc(Column::Id).limit(LOOK).locked().all().await? {
        let Some(left) = rooms.get_mut(&run.workflow_id).filter(|left| **left > 0) else { continue };
        if room == 0 {
            break;
        }
        begin(scope, &run).await?;
        *left -= 1;
        room -= 1;
        taken += 1;
    }
    Ok(taken)
}

async fn begin(scope: &AgencyScope, run: &run::Model) -> Result<()> {
    use run::{Column, Entity};
    let update = scope.update::<Entity>().set(Column::Status, RunStatus::Running.as_str());
    let update = update.set_if(Column::StartedAt, run.started_at.is_none().then(|| scope.now()));
    update.filter(Column::Id.eq(run.id)).exec().await?;
    use run_payload::Column as P;
    let turn = scope.update::<run_payload::Entity>().set_expr(P::Turn, Expr::col(P::Turn).add(1));
    let payload = turn.filter(P::RunId.eq(run.id)).returning().await?.pop().ok_or(Error::NotFound)?;
    announce_runs(scope, run);
    jobs::enqueue(scope, &Advance { agency: scope.agency(), run: run.id, turn: payload.turn }).await
}
