use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::types::Any;
use poem_openapi::{Enum, Object};
use serde_json::Value;
use uuid::Uuid;

use super::inputs::WorkflowInput;
use crate::api::{AuthorKind, PersonRef, Ref, both_ways};
use crate::entity::{run_step, run_step_payload, run_stop, words, workflow_trigger, workflow_version};
use crate::error::Result;
use crate::features::workflows::Inputs;
use crate::features::workflows::analytics::{Analytics, Day};
use crate::features::workflows::service::blocker::Helper;
use crate::features::workflows::service::staff_read::{Listed, ListedRun, Whole};

/// Where a workflow stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum WorkflowStatus {
    /// No version of it was published yet.
    Draft,
    Published,
    /// Nothing of it begins, and nothing that waits goes on.
    Paused,
    Archived,
}
both_ways!(WorkflowStatus { Draft, Published, Paused, Archived });

/// Where a workflow runs.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum WorkflowEngine {
    /// Here, as its published version says.
    Here,
    N8n,
    /// In a program that takes signed requests.
    Http,
}
both_ways!(WorkflowEngine { Here, N8n, Http });

/// What starts a workflow by itself.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum TriggerKind {
    Schedule,
    Webhook,
    Form,
}
both_ways!(TriggerKind { Schedule, Webhook, Form });

/// Where a run stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum RunStatus {
    /// It goes on as soon as there is room.
    Queued,
    Running,
    /// For what `waits_for` says.
    Waiting,
    Succeeded,
    Failed,
    Cancelled,
}
both_ways!(RunStatus { Queued, Running, Waiting, Succeeded, Failed, Cancelled });

/// Who or what started a run.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum RunStarter {
    Client,
    Staff,
    Schedule,
    Webhook,
    Form,
    Engine,
}
both_ways!(RunStarter { Client, Staff, Schedule, Webhook, Form, Engine });

/// What a run waits for.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum RunWait {
    Connection,
    Form,
    Approval,
    Delay,
}
both_ways!(RunWait { Connection, Form, Approval, Delay });

/// Where a step of a run stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum RunStepStatus {
    Running,
    Waiting,
    Succeeded,
    Failed,
    Cancelled,
}
both_ways!(RunStepStatus { Running, Waiting, Succeeded, Failed, Cancelled });

/// What an agency has done by itself for a client.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Workflow {
    pub id: Uuid,
    pub workspace: Ref,
    pub name: String,
    /// What it is for; its client reads it.
    pub purpose: String,
    pub status: WorkflowStatus,
    /// Whether those of the client who may run workflows may start it.
    pub client_triggerable: bool,
    /// Where it runs.
    pub engine: WorkflowEngine,
    /// How many of its runs run at the same time.
    pub at_once: i32,
    /// The version that new runs run on.
    pub active_version_id: Option<Uuid>,
    pub active_version_number: Option<i32>,
    /// What whoever starts it by hand is asked: what that version says, or what was said here where another engine runs it.
    pub inputs: Vec<WorkflowInput>,
    /// When a run of it last succeeded.
    pub last_good_at: Option<DateTime<Utc>>,
    /// Counts the changes; the `ETag` names it.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Workflow {
    /// Out of its row.
    ///
    /// # Errors
    /// When what it keeps cannot be read.
    pub fn of(row: Listed) -> Result<Self> {
        let Listed { workflow, workspace, version } = row;
        Ok(Self {
            id: workflow.id.into(),
            workspace: Ref { id: workspace.id.into(), name: workspace.name },
            name: workflow.name,
            purpose: workflow.purpose,
            status: workflow.status.into(),
            client_triggerable: workflow.client_triggerable,
            engine: workflow.engine.into(),
            at_once: workflow.at_once,
            active_version_id: workflow.active_version_id.map(Into::into),
            active_version_number: version.map(|version| version.number),
            inputs: Inputs::read(&workflow.inputs)?.0.into_iter().map(Into::into).collect(),
            last_good_at: workflow.last_good_at,
            version: workflow.version,
            created_at: workflow.created_at,
            updated_at: workflow.updated_at,
        })
    }
}

/// What a workflow does, as it was written at a time. It never changes.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct WorkflowVersion {
    pub id: Uuid,
    /// From 1 within its workflow.
    pub number: i32,
    /// YAML or JSON.
    pub definition: String,
    pub author: PersonRef,
    pub created_at: DateTime<Utc>,
    /// When it was first published.
    pub published_at: Option<DateTime<Utc>>,
}

impl From<workflow_version::Model> for WorkflowVersion {
    fn from(row: workflow_version::Model) -> Self {
        Self {
            id: row.id.into(),
            number: row.number,
            definition: row.definition,
            author: PersonRef { id: row.author_id.into(), name: row.author_name },
            created_at: row.created_at,
            published_at: row.published_at,
        }
    }
}

/// What starts a workflow by itself.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct WorkflowTrigger {
    pub id: Uuid,
    pub kind: TriggerKind,
    /// Minute, hour, day, month, day of the week.
    pub cron: Option<String>,
    pub time_zone: Option<String>,
    /// When it starts the next run.
    pub next_at: Option<DateTime<Utc>>,
    pub form_id: Option<Uuid>,
    /// Whether senders have to sign.
    pub signed: bool,
    /// The secret address of a webhook, shown once.
    pub url: Option<String>,
    /// What senders sign with, shown once.
    pub signing_secret: Option<String>,
    pub created_at: DateTime<Utc>,
}

impl From<workflow_trigger::Model> for WorkflowTrigger {
    fn from(row: workflow_trigger::Model) -> Self {
        Self {
            id: row.id.into(),
            kind: row.kind.into(),
            cron: row.cron,
            time_zone: row.time_zone,
            next_at: row.next_at,
            form_id: row.form_id.map(Into::into),
            signed: row.secret.is_some(),
            url: None,
            signing_secret: None,
            created_at: row.created_at,
        }
    }
}

/// One time that a workflow ran.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Run {
    pub id: Uuid,
    pub workspace: Ref,
    pub workflow: Ref,
    /// The version that it runs on.
    pub version_number: Option<i32>,
    pub status: RunStatus,
    pub started_by: RunStarter,
    /// Who started it, where a person did.
    pub starter: Option<String>,
    pub waits_for: Option<RunWait>,
    /// The form, the approval or the connection.
    pub waits_for_id: Option<Uuid>,
    /// What that is called.
    pub waits_for_name: Option<String>,
    /// What its provider calls a connection's account.
    pub waits_for_account: Option<String>,
    pub waits_since: Option<DateTime<Utc>>,
    /// When it goes on by itself.
    pub wakes_at: Option<DateTime<Utc>>,
    /// The run that this one repeats.
    pub replay_of: Option<Uuid>,
    /// What the engine calls it that runs it, where another one does.
    pub engine_run_id: Option<String>,
    /// Whether that engine can be told when the run is cancelled here.
    pub engine_can_stop: Option<bool>,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl From<ListedRun> for Run {
    fn from(row: ListedRun) -> Self {
        let ListedRun { run, workspace, workflow, version, backed, connection, form, approval } = row;
        let address = backed.and_then(|backed| backed.cancel_url);
        let (name, account) = match run.waits_for {
            Some(words::RunWait::Connection) => connection.map(|row| (row.name, row.account)).unzip(),
            Some(words::RunWait::Form) => (form.map(|row| row.title), None),
            Some(words::RunWait::Approval) => (approval.map(|row| row.title), None),
            Some(words::RunWait::Delay) | None => (None, None),
        };
        Self {
            id: run.id.into(),
            workspace: Ref { id: workspace.id.into(), name: workspace.name },
            workflow: Ref { id: workflow.id.into(), name: workflow.name },
            version_number: version.map(|version| version.number),
            status: run.status.into(),
            started_by: run.started_by.into(),
            starter: run.starter_name,
            waits_for: run.waits_for.map(Into::into),
            waits_for_id: run.waits_for_id,
            waits_for_name: name,
            waits_for_account: account.flatten(),
            waits_since: run.waits_since,
            wakes_at: run.wakes_at,
            replay_of: run.replay_of.map(Into::into),
            engine_run_id: run.provider_id,
            engine_can_stop: match workflow.engine {
                words::WorkflowEngine::Here => None,
                words::WorkflowEngine::N8n => Some(true),
                words::WorkflowEngine::Http => Some(address.is_some()),
            },
            created_at: run.created_at,
            started_at: run.started_at,
            ended_at: run.ended_at,
        }
    }
}

/// What went wrong at a step.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct RunError {
    /// A stable word.
    pub code: String,
    pub message: String,
    /// What somebody else's server answered with.
    pub provider_status: Option<i32>,
    /// Whether it may work another time.
    pub retryable: bool,
    /// What else is known, scrubbed.
    pub detail: Option<String>,
}

/// What a run did at one place.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct RunStep {
    pub id: Uuid,
    /// From 1, in the order in which they were begun.
    pub position: i32,
    /// Its name in the definition.
    pub step: String,
    pub title: Option<String>,
    pub kind: String,
    pub status: RunStepStatus,
    pub attempts: i32,
    pub started_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    /// What it asked, scrubbed; deleted after a while.
    pub input: Option<Any<Value>>,
    /// What it gave, scrubbed; deleted after a while.
    pub output: Option<Any<Value>>,
    pub error: Option<RunError>,
}

impl From<(run_step::Model, Option<run_step_payload::Model>)> for RunStep {
    fn from((row, kept): (run_step::Model, Option<run_step_payload::Model>)) -> Self {
        let (input, output, error) = match kept {
            Some(kept) => {
                let error = kept.code.map(|code| RunError {
                    code,
                    message: kept.message.unwrap_or_default(),
                    provider_status: kept.provider_status,
                    retryable: kept.retryable.unwrap_or_default(),
                    detail: kept.detail,
                });
                (json(kept.input), json(kept.output), error)
            }
            None => (None, None, None),
        };
        Self {
            id: row.id.into(),
            position: row.position,
            step: row.step,
            title: Some(row.title).filter(|title| !title.is_empty()),
            kind: row.kind,
            status: row.status.into(),
            attempts: row.attempts,
            started_at: row.started_at,
            ended_at: row.ended_at,
            input,
            output,
            error,
        }
    }
}

/// Somebody who can do something about what a run waits for.
#[derive(Object)]
pub struct RunHelper {
    pub kind: AuthorKind,
    pub id: Uuid,
    pub name: String,
}

impl From<Helper> for RunHelper {
    fn from(helper: Helper) -> Self {
        Self { kind: helper.side.into(), id: helper.id, name: helper.name }
    }
}

/// How far it is that another engine was told to stop a run.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum EngineStopState {
    /// It is being told, and told again while it cannot be reached.
    Asking,
    Told,
    /// The run had ended there already.
    Over,
    /// It could not be told, as `message` says, and the run may go on there.
    Untold,
    /// There is no way of telling it, and the run may go on there.
    NoWay,
}
both_ways!(EngineStopState = EngineStop { Asking, Told, Over, Untold, NoWay });

/// What came of telling another engine to stop a run that was cancelled here.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct EngineStop {
    pub state: EngineStopState,
    /// Why it was not told, or not yet.
    pub message: Option<String>,
    pub asked_at: DateTime<Utc>,
    /// When that was over, one way or the other.
    pub settled_at: Option<DateTime<Utc>>,
}

impl From<run_stop::Model> for EngineStop {
    fn from(row: run_stop::Model) -> Self {
        let run_stop::Model { state, message, asked_at, settled_at, .. } = row;
        Self { state: state.into(), message, asked_at, settled_at }
    }
}

/// A run with all that is kept of it.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct RunDetail {
    pub run: Run,
    /// Who can do something about what it waits for: of the client, or else of the agency.
    pub helpers: Vec<RunHelper>,
    /// What it was given, scrubbed; deleted after a while.
    pub input: Option<Any<Value>>,
    /// What `set` has set, scrubbed; deleted after a while.
    pub vars: Option<Any<Value>>,
    pub steps: Vec<RunStep>,
    /// Whether another engine was told that the run is cancelled.
    pub engine_stop: Option<EngineStop>,
}

impl From<Whole> for RunDetail {
    fn from(whole: Whole) -> Self {
        let Whole { listed, helpers, payload, stop, steps } = whole;
        let vars = payload.as_ref().and_then(|kept| serde_json::from_str::<Value>(&kept.data).ok());
        Self {
            run: listed.into(),
            helpers: helpers.into_iter().map(Into::into).collect(),
            vars: vars.map(|mut data| Any(data["vars"].take())),
            input: json(payload.map(|kept| kept.input)),
            steps: steps.into_iter().map(Into::into).collect(),
            engine_stop: stop.map(Into::into),
        }
    }
}

/// One day of a workflow.
#[derive(Object)]
pub struct WorkflowDay {
    pub date: NaiveDate,
    pub succeeded: u32,
    pub failed: u32,
}

/// How a workflow has been doing. Runs count on the day on which they ended, in the agency's time zone.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct WorkflowAnalytics {
    /// Every day, the earliest first.
    pub days: Vec<WorkflowDay>,
    pub succeeded: u32,
    pub failed: u32,
    /// Of what succeeded or failed, the part that succeeded, from 0 to 1.
    pub success_rate: Option<f64>,
    /// How many milliseconds half of what succeeded took at most, waiting included.
    pub p50_milliseconds: Option<i64>,
    /// How many nineteen of twenty took at most.
    pub p95_milliseconds: Option<i64>,
}

impl From<Analytics> for WorkflowAnalytics {
    fn from(found: Analytics) -> Self {
        let day = |day: Day| WorkflowDay { date: day.date, succeeded: day.succeeded, failed: day.failed };
        Self {
            days: found.days.into_iter().map(day).collect(),
            succeeded: found.succeeded,
            failed: found.failed,
            success_rate: found.success_rate,
            p50_milliseconds: found.p50.map(|took| took.num_milliseconds()),
            p95_milliseconds: found.p95.map(|took| took.num_milliseconds()),
        }
    }
}

/// What is kept as text.
fn json(kept: Option<String>) -> Option<Any<Value>> {
    kept.and_then(|text| serde_json::from_str(&text).ok()).map(Any)
}
