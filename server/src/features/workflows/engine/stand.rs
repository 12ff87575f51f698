//! Where a run stands, held: whoever has a stand is the only one who moves the run.

use chrono::TimeDelta;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::Value;
use uuid::Uuid;

use super::advance::Advance;
use super::failure::StepFailure;
use super::state::{State, scrubbed};
use crate::access::AgencyScope;
use crate::entity::words::{RunStatus, RunStepStatus, RunWait};
use crate::entity::{run, run_payload, run_step, run_step_payload, workflow, workspace};
use crate::error::{Error, Result};
use crate::features::workflows::StepKind;
use crate::features::workflows::definition::{Definition, Step};
use crate::features::workflows::service::{announce_run, announce_runs, find, held_run, tell_failed};
use crate::ids::{Id, RunId, RunStepId};
use crate::jobs;

/// How often a step is tried that may work another time, where its definition does not say.
const ATTEMPTS: u32 = 3;

/// A run that is held while it is moved.
pub struct Stand<'a> {
    pub scope: &'a AgencyScope,
    pub run: run::Model,
    pub workflow: workflow::Model,
    pub workspace: String,
    pub state: State,
    pub place: usize,
    pub turn: i32,
    definition: &'a Definition,
}

impl<'a> Stand<'a> {
    /// Holds a run that is ours to move; none where it was taken from us or taken up anew.
    pub async fn hold(
        scope: &'a AgencyScope,
        definition: &'a Definition,
        id: RunId,
        turn: i32,
    ) -> Result<Option<Self>> {
        let stand = Self::held(scope, definition, id).await?;
        Ok(stand.filter(|stand| stand.turn == turn))
    }

    /// Holds a run that runs, whoever moves it.
    pub async fn held(scope: &'a AgencyScope, definition: &'a Definition, id: RunId) -> Result<Option<Self>> {
        let run = held_run(scope, id).await?;
        if run.status != RunStatus::Running {
            return Ok(None);
        }
        let payload = scope.find::<run_payload::Entity>().filter(run_payload::Column::RunId.eq(id)).one().await?;
        let turn = payload.turn;
        let workflow = find(scope, run.workflow_id).await?;
        let at = scope.find::<workspace::Entity>().filter(workspace::Column::Id.eq(run.workspace_id)).one().await?;
        let (state, place) = (State::read(&payload)?, usize::try_from(payload.place).unwrap_or_default());
        Ok(Some(Self { scope, run, workflow, workspace: at.name, state, place, turn, definition }))
    }

    /// What templates see.
    pub fn seen(&self) -> Value {
        self.state.seen(&self.run, &self.workflow, &self.workspace)
    }

    /// The step that is being done at a place: the one that was begun before, or a new one.
    pub async fn begun(&self, place: usize, step: &Step) -> Result<run_step::Model> {
        use run_step::{Column, Entity};
        let known = || self.scope.find::<Entity>().filter(Column::RunId.eq(self.run.id)).desc(Column::Position);
        let latest = known().first().await?;
        let open = [RunStepStatus::Running, RunStepStatus::Waiting];
        let at = i32::try_from(place).unwrap_or(i32::MAX);
        if let Some(row) = latest.as_ref().filter(|row| row.place == at && open.contains(&row.status)) {
            return Ok(row.clone());
        }
        let row = run_step::ActiveModel {
            id: Set(RunStepId::new()),
            agency_id: NotSet,
            workspace_id: Set(self.run.workspace_id),
            run_id: Set(self.run.id),
            position: Set(latest.map_or(0, |row| row.position) + 1),
            place: Set(at),
            step: Set(step.id.clone()),
            title: Set(step.title.clone().unwrap_or_default()),
            kind: Set(StepKind::of(&step.action).as_str().to_owned()),
            status: Set(RunStepStatus::Running),
            attempts: Set(0),
            started_at: Set(self.scope.now()),
            ended_at: Set(None),
        };
        self.scope.insert(row).await
    }

    /// Notes that a step is tried once more.
    pub async fn tried(&self, row: &run_step::Model) -> Result<run_step::Model> {
        use run_step::{Column, Entity};
        let update = self.scope.update::<Entity>().set(Column::Attempts, row.attempts + 1);
        let update = update.set(Column::Status, RunStepStatus::Running.as_str()).filter(Column::Id.eq(row.id));
        update.returning().await?.pop().ok_or(Error::NotFound)
    }

    /// A step is done: what it gave and where the run goes on.
    pub async fn done(
        &mut self,
        row: &run_step::Model,
        asked: Option<Value>,
        output: Value,
        next: usize,
    ) -> Result<Option<StepFailure>> {
        let output = scrubbed(output, &self.definition.redact);
        self.state.gave(&row.step, &output);
        let data = match self.state.kept() {
            Ok(data) => data,
            Err(failure) => return Ok(Some(failure)),
        };
        self.end_step(row, RunStepStatus::Succeeded).await?;
        let asked = asked.map(|asked| scrubbed(asked, &self.definition.redact).to_string());
        self.keep(row, asked, Some(output.to_string()), None).await?;
        use run_payload::{Column, Entity};
        self.place = next;
        let place = i32::try_from(next).unwrap_or(i32::MAX);
        let update = self.scope.update::<Entity>().set(Column::Place, place).set(Column::Data, data);
        update.filter(Column::RunId.eq(self.run.id)).exec().await?;
        announce_run(self.scope, &self.run);
        Ok(None)
    }

    /// A step failed: it is tried again later, or the run has failed with it.
    pub async fn failed(
        &self,
        step: &Step,
        row: &run_step::Model,
        asked: Option<Value>,
        why: StepFailure,
    ) -> Result<()> {
        let most = i32::try_from(step.attempts.unwrap_or(ATTEMPTS)).unwrap_or(i32::MAX);
        let asked = asked.map(|asked| scrubbed(asked, &self.definition.redact).to_string());
        self.keep(row, asked, None, Some(&why)).await?;
        if why.retryable && row.attempts < most {
            let pause = jobs::pause(row.attempts, Uuid::new_v4().as_bytes()[0]);
            let pause = why.not_before.map_or(pause, |wish| wish.max(pause));
            return self.hand_over(TimeDelta::from_std(pause).unwrap_or(TimeDelta::hours(1))).await;
        }
        self.end_step(row, RunStepStatus::Failed).await?;
        self.end(RunStatus::Failed).await?;
        tell_failed(self.scope, &self.run, self.workflow.name.clone()).await
    }

    /// The run waits, and its step with it.
    pub async fn waits(
        &self,
        row: &run_step::Model,
        wait: RunWait,
        on: Option<Uuid>,
        until: Option<TimeDelta>,
    ) -> Result<()> {
        let now = self.scope.now();
        use run_step::Column as S;
        let step = self.scope.update::<run_step::Entity>().set(S::Status, RunStepStatus::Waiting.as_str());
        step.filter(S::Id.eq(row.id)).exec().await?;
        use run::{Column, Entity};
        let update = self.scope.update::<Entity>().set(Column::Status, RunStatus::Waiting.as_str());
        let update = update.set(Column::WaitsFor, wait.as_str()).set(Column::WaitsForId, on);
        let update = update.set(Column::WaitsSince, now).set(Column::WakesAt, until.map(|wait| now + wait));
        update.filter(Column::Id.eq(self.run.id)).exec().await?;
        announce_runs(self.scope, &self.run);
        Ok(())
    }

    /// The run has ended.
    pub async fn end(&self, status: RunStatus) -> Result<()> {
        let now = self.scope.now();
        use run::{Column, Entity};
        let update = self.scope.update::<Entity>().set(Column::Status, status.as_str()).set(Column::EndedAt, now);
        update.filter(Column::Id.eq(self.run.id)).exec().await?;
        if status == RunStatus::Succeeded {
            use workflow::Column as W;
            let good = self.scope.update::<workflow::Entity>().set(W::LastGoodAt, now);
            good.filter(W::Id.eq(self.workflow.id)).exec().await?;
        }
        announce_runs(self.scope, &self.run);
        Ok(())
    }

    /// Lets another job go on, after a while: this one has no say any more.
    pub async fn hand_over(&self, after: TimeDelta) -> Result<()> {
        use run_payload::{Column, Entity};
        let turn = self.turn + 1;
        let update = self.scope.update::<Entity>().set(Column::Turn, turn);
        update.filter(Column::RunId.eq(self.run.id)).exec().await?;
        let next = Advance { agency: self.scope.agency(), run: self.run.id, turn };
        jobs::enqueue_for(self.scope, &next, self.scope.now() + after).await
    }

    async fn end_step(&self, row: &run_step::Model, status: RunStepStatus) -> Result<()> {
        use run_step::{Column, Entity};
        let update = self.scope.update::<Entity>().set(Column::Status, status.as_str());
        let update = update.set(Column::EndedAt, self.scope.now()).set_expr(Column::Attempts, attempts(row));
        update.filter(Column::Id.eq(row.id)).exec().await?;
        Ok(())
    }

    /// Keeps what a step was asked and gave, or what went wrong: the latest of it.
    async fn keep(
        &self,
        row: &run_step::Model,
        input: Option<String>,
        output: Option<String>,
        why: Option<&StepFailure>,
    ) -> Result<()> {
        use run_step_payload::{ActiveModel, Column, Entity};
        self.scope.delete::<Entity>().filter(Column::RunStepId.eq(row.id)).exec().await?;
        let kept = ActiveModel {
            run_step_id: Set(row.id),
            agency_id: NotSet,
            run_id: Set(self.run.id),
            input: Set(input),
            output: Set(output),
            code: Set(why.map(|why| why.code.clone())),
            message: Set(why.map(|why| why.message.clone())),
            provider_status: Set(why.and_then(|why| why.provider_status).map(Into::into)),
            retryable: Set(why.map(|why| why.retryable)),
            detail: Set(why.and_then(|why| why.detail.clone())),
            created_at: Set(self.scope.now()),
        };
        self.scope.insert(kept).await?;
        Ok(())
    }
}

/// A step that was done within one transaction was tried once.
fn attempts(row: &run_step::Model) -> sea_orm::sea_query::SimpleExpr {
    Expr::value(row.attempts.max(1))
}
