use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::act::{self, Acted};
use super::ask::{self, Asked, Question};
use super::credentials::tell_wanted;
use super::errand;
use super::failure::StepFailure;
use super::stand::Stand;
use super::state::scrubbed;
use crate::access::{AgencyScope, SystemScope};
use crate::entity::words::{RunStatus, RunWait};
use crate::entity::{run_step, workflow_version};
use crate::error::{Error, Result};
use crate::features::workflows::definition::{Action, Definition, Place, Program, Step, Templates};
use crate::features::workflows::service::{find_version, run_of, written};
use crate::ids::{AgencyId, RunId};
use crate::jobs::{Context, Failure, Job, JobLane};

/// How many places one job walks through before others have their turn.
const AT_ONCE: usize = 25;

/// Moves a run on until it waits or ends.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Advance {
    pub agency: AgencyId,
    pub run: RunId,
    /// Which of the run's turns it is; a job of an earlier one has no say.
    pub turn: i32,
}

impl Job for Advance {
    const KIND: &'static str = "advance_run";
    const LANE: JobLane = JobLane::Runs;
    /// It is only the database that can fail it; a run must not be lost for that.
    const MOST_ATTEMPTS: i32 = 1000;

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        let Some(version) = version(&scope, self).await? else { return Ok(errand::go(context, self).await?) };
        let definition = written(&version)?;
        let walk =
            Walk { context, job: self, version: &version, definition: &definition, program: Program::of(&definition) };
        for _ in 0..AT_ONCE {
            if walk.once().await? == Moved::Away {
                return Ok(());
            }
        }
        walk.let_others().await?;
        Ok(())
    }
}

/// The version that a run runs on; none where the run is gone, or another engine runs it.
async fn version(scope: &AgencyScope, job: Advance) -> Result<Option<workflow_version::Model>> {
    let run = match run_of(scope, job.run).await {
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let Some(version) = run.version_id else { return Ok(None) };
    find_version(scope, run.workflow_id, version).await.map(Some)
}

/// Whether the run is still ours to move.
#[derive(PartialEq, Eq)]
enum Moved {
    On,
    Away,
}

/// What one transaction came to.
enum Turned {
    Moved(Moved),
    /// Something is to be asked of somebody else.
    Asks(Box<Question>, usize),
}

struct Walk<'a> {
    context: &'a Context,
    job: Advance,
    version: &'a workflow_version::Model,
    definition: &'a Definition,
    program: Program<'a>,
}

impl Walk<'_> {
    /// Does what stands at the next place.
    async fn once(&self) -> Result<Moved> {
        let turned = self.context.system.transaction(async |system| self.turn(&system).await).await;
        let (question, place) = match turned {
            Ok(Turned::Moved(moved)) => return Ok(moved),
            Ok(Turned::Asks(question, place)) => (question, place),
            // Nothing was changed: the job is tried again.
            Err(error @ Error::Unavailable(_)) => return Err(error),
            Err(error) => return self.note(&error).await,
        };
        let scope = self.context.system.agency(self.job.agency);
        let answer = ask::ask(self.context, &scope, &question).await;
        self.context.system.transaction(async |system| self.answered(&system, &question, place, answer).await).await
    }

    /// One place, in one transaction.
    async fn turn(&self, system: &SystemScope) -> Result<Turned> {
        let scope = system.agency(self.job.agency);
        let Some(mut stand) = self.hold(&scope).await? else { return Ok(Turned::Moved(Moved::Away)) };
        let Some((place, found)) = self.program.at(stand.place) else {
            stand.end(RunStatus::Succeeded).await?;
            return Ok(Turned::Moved(Moved::Away));
        };
        match found {
            Place::Ask { step, question, otherwise } => {
                let row = stand.begun(place, step).await?;
                let moved = match Templates::default().holds(question, &stand.seen()) {
                    Ok(holds) => {
                        let next = if holds { place + 1 } else { *otherwise };
                        self.done(&mut stand, step, &row, json!({ "answer": holds }), next).await?
                    }
                    Err(broken) => self.failed(&stand, step, &row, broken.into()).await?,
                };
                Ok(Turned::Moved(moved))
            }
            Place::Do(step) => self.step(system, &mut stand, place, step).await,
            Place::Go(_) => Err(Error::internal(anyhow::anyhow!("a place that leads elsewhere is walked through"))),
        }
    }

    async fn step(&self, system: &SystemScope, stand: &mut Stand<'_>, place: usize, step: &Step) -> Result<Turned> {
        let row = stand.begun(place, step).await?;
        let moved = Turned::Moved;
        if let Action::Http(http) = &step.action {
            return match ask::prepare(stand, self.definition, step, http, &row) {
                Ok(mut question) => {
                    question.row = stand.tried(&row).await?;
                    Ok(Turned::Asks(Box::new(question), place))
                }
                Err(failure) => Ok(moved(self.failed(stand, step, &row, failure).await?)),
            };
        }
        match act::act(system, stand, self.version, step).await? {
            Ok(Acted::Done(output)) => {
                let output = scrubbed(output, &self.definition.redact);
                if let (Action::Set(_), Value::Object(values)) = (&step.action, &output) {
                    stand.state.set(values);
                }
                Ok(moved(self.done(stand, step, &row, output, place + 1).await?))
            }
            Ok(Acted::Waits { wait, on, until }) => {
                stand.waits(&row, wait, on, until).await?;
                Ok(moved(Moved::Away))
            }
            Err(failure) => Ok(moved(self.failed(stand, step, &row, failure).await?)),
        }
    }

    /// What somebody else answered, in one transaction; nothing where the run was taken from us meanwhile.
    async fn answered(
        &self,
        system: &SystemScope,
        question: &Question,
        place: usize,
        answer: Result<Asked, StepFailure>,
    ) -> Result<Moved> {
        let scope = system.agency(self.job.agency);
        let Some(mut stand) = self.hold(&scope).await? else { return Ok(Moved::Away) };
        // Where somebody else has asked the same, one answer counts.
        let Some((_, Place::Do(step))) = self.program.at(stand.place).filter(|(now, _)| *now == place) else {
            return Ok(Moved::Away);
        };
        let asked = Some(question.shown.clone());
        match answer {
            Ok(Asked::Waits(connection)) => {
                if let Some(id) = connection {
                    tell_wanted(system, &stand, self.version, &question.row, id).await?;
                }
                stand.waits(&question.row, RunWait::Connection, connection.map(Into::into), None).await?;
                Ok(Moved::Away)
            }
            Ok(Asked::Answered(output)) => match stand.done(&question.row, asked.clone(), output, place + 1).await? {
                None => Ok(Moved::On),
                Some(failure) => {
                    stand.failed(step, &question.row, asked, failure).await?;
                    Ok(Moved::Away)
                }
            },
            Err(failure) => {
                stand.failed(step, &question.row, asked, failure).await?;
                Ok(Moved::Away)
            }
        }
    }

    async fn hold<'s>(&'s self, scope: &'s AgencyScope) -> Result<Option<Stand<'s>>> {
        Stand::hold(scope, self.definition, self.job.run, self.job.turn).await
    }

    async fn done(
        &self,
        stand: &mut Stand<'_>,
        step: &Step,
        row: &run_step::Model,
        output: Value,
        next: usize,
    ) -> Result<Moved> {
        match stand.done(row, None, output, next).await? {
            None => Ok(Moved::On),
            Some(failure) => self.failed(stand, step, row, failure).await,
        }
    }

    async fn failed(&self, stand: &Stand<'_>, step: &Step, row: &run_step::Model, why: StepFailure) -> Result<Moved> {
        stand.failed(step, row, None, why).await?;
        Ok(Moved::Away)
    }

    /// Notes that a step could not be done, of which nothing was kept.
    async fn note(&self, error: &Error) -> Result<Moved> {
        tracing::warn!(run = %self.job.run, ?error, "a step could not be done");
        let noted = self.context.system.transaction(async |system| {
            let scope = system.agency(self.job.agency);
            let Some(stand) = self.hold(&scope).await? else { return Ok(Moved::Away) };
            let Some((place, Place::Do(step) | Place::Ask { step, .. })) = self.program.at(stand.place) else {
                // It could not be brought to its end: the job is tried again.
                return Err(Error::internal(anyhow::anyhow!("a run could not end")));
            };
            let row = stand.tried(&stand.begun(place, step).await?).await?;
            self.failed(&stand, step, &row, error.into()).await
        });
        noted.await
    }

    /// Lets others have their turn.
    async fn let_others(&self) -> Result<()> {
        let handed = self.context.system.transaction(async |system| {
            let scope = system.agency(self.job.agency);
            if let Some(stand) = self.hold(&scope).await? {
                stand.hand_over(TimeDelta::zero()).await?;
            }
            Ok(())
        });
        handed.await
    }
}
