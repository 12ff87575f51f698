//! What is done behind: an answer that a run may wait for, and what went through runs long ago.

use chrono::TimeDelta;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Query;
use serde::{Deserialize, Serialize};

use super::service;
use crate::access::AgencyScope;
use crate::entity::{agency, run, run_payload, run_step_payload};
use crate::error::{Error, Result};
use crate::features::connections::Mended;
use crate::ids::{AgencyId, FormSubmissionId, WorkflowId};
use crate::jobs::{self, Context, Failure, Job, JobLane};

/// Gives an answer to whoever waits for it.
#[derive(Serialize, Deserialize)]
pub struct FormSubmitted {
    pub agency: AgencyId,
    pub submission: FormSubmissionId,
}

impl Job for FormSubmitted {
    const KIND: &'static str = "form_submitted";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        Ok(service::answered(&context.system.agency(self.agency), self.submission).await?)
    }
}

impl Job for Mended {
    const KIND: &'static str = "connection_mended";

    /// Wakes the runs that wait for it.
    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        let woken = scope.transaction(async |scope| service::connection_mended(&scope, self.connection).await).await;
        match woken {
            // It was removed in the meantime.
            Err(Error::NotFound) => Ok(()),
            other => Ok(other.map(drop)?),
        }
    }
}

/// How many workflows are followed with one round.
const FOLLOWED: u64 = 500;

/// Has every engine be asked what it has run; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct FollowEngines;

impl Job for FollowEngines {
    const KIND: &'static str = "follow_engines";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        for (agency, workflow) in system.workflows_to_follow(FOLLOWED).await? {
            let job = FollowEngine { agency, workflow };
            system.agency(agency).transaction(async |scope| jobs::enqueue(&scope, &job).await).await?;
        }
        Ok(())
    }
}

/// Asks an engine what it has run of one workflow.
#[derive(Serialize, Deserialize)]
pub struct FollowEngine {
    agency: AgencyId,
    workflow: WorkflowId,
}

impl Job for FollowEngine {
    const KIND: &'static str = "follow_engine";
    const LANE: JobLane = JobLane::Runs;

    fn dedup_key(&self) -> Option<String> {
        Some(format!("{}/{}", Self::KIND, self.workflow))
    }

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        match service::follow(&scope, &context.connector.outgoing, self.workflow).await {
            // It was removed in the meantime.
            Err(Error::NotFound) => Ok(()),
            other => Ok(other?),
        }
    }
}

/// Deletes what went through runs that ended as long ago as their agency says; it comes back by itself. That they ran,
/// and how it went, stays.
#[derive(Serialize, Deserialize)]
pub struct SweepRuns;

impl Job for SweepRuns {
    const KIND: &'static str = "sweep_runs";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        for agency in system.agencies().all().await? {
            forget(&system.agency(agency.id), &agency).await?;
        }
        Ok(())
    }
}

async fn forget(scope: &AgencyScope, agency: &agency::Model) -> Result<()> {
    let past = scope.now() - TimeDelta::days(agency.keep_runs_days.into());
    let ended = Query::select()
        .column(run::Column::Id)
        .from(run::Entity)
        .and_where(run::Column::AgencyId.eq(agency.id))
        .and_where(run::Column::EndedAt.lt(past))
        .to_owned();
    use {run_payload::Column as P, run_step_payload::Column as S};
    let steps = scope.delete::<run_step_payload::Entity>().filter(S::RunId.in_subquery(ended.clone()));
    steps.exec().await?;
    scope.delete::<run_payload::Entity>().filter(P::RunId.in_subquery(ended)).exec().await?;
    Ok(())
}
