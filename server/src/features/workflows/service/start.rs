use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::ExprTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use super::control::run_of;
use super::read::{find_version, held, written};
use super::tell::announce_runs;
use crate::access::{Actor, AgencyScope, ClientScope, Reach, WorkflowRunner};
use crate::entity::words::{RunStarter, RunStatus, WorkflowStatus};
use crate::entity::{run, run_payload, workflow};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::workflows::redact::redact;
use crate::features::workflows::{Given, Inputs};
use crate::ids::{Id, RunId, WorkflowId};
use crate::secrets;

/// What starts a run, and with what.
pub struct Start {
    pub by: RunStarter,
    pub starter: Option<(Uuid, String)>,
    pub input: Value,
    pub replay_of: Option<RunId>,
}

/// A page that is drawn within this time after a press may be another tab that has just heard of it: its button is still the
/// same wish, and none for another run.
const MOMENT: TimeDelta = TimeDelta::seconds(10);

/// A run that was started.
pub type Started = RunId;

/// Starts a run by hand, for staff.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workflow; [`Error::Invalid`] at the inputs; a conflict where none of its
/// versions is published, or it is paused.
pub async fn start(scope: &AgencyScope, id: WorkflowId, given: &Given) -> Result<Started> {
    let run = RunId::new();
    scope
        .transaction(async |scope| {
            let workflow = held(&scope, id).await?;
            if let Some(earlier) = scope.claim_once("run_start", run).await? {
                return Ok(earlier.into());
            }
            runs(&workflow)?;
            let input = Inputs::read(&workflow.inputs)?.check(given)?;
            let Actor::Staff { id: staff, name, .. } = scope.actor() else {
                return Err(Error::internal(anyhow::anyhow!("a run by hand is somebody's")));
            };
            let starter = Some((Uuid::from(*staff), name.clone()));
            let by = Start { by: RunStarter::Staff, starter, input, replay_of: None };
            let row = begin(&scope, &workflow, run, by).await?;
            audit::record(&scope, about(Entry::new("run.started"), &workflow, &row)).await?;
            Ok(run)
        })
        .await
}

/// Starts a run by hand, for a client: of a workflow that is published, and that clients may start. `drawn` is when the page
/// was drawn whose button they press.
///
/// # Errors
/// [`Error::NotFound`] for what is not theirs to start; [`Error::Invalid`] at the inputs.
pub async fn start_as_client(
    scope: &WorkflowRunner,
    id: WorkflowId,
    given: &Given,
    drawn: DateTime<Utc>,
) -> Result<Started> {
    let run = RunId::new();
    scope
        .transaction(async |scope| {
            let workflow = held(&scope, id).await?;
            if !workflow.client_triggerable || runs(&workflow).is_err() {
                return Err(Error::NotFound);
            }
            let key = press(&scope, &workflow, given, drawn).await?;
            if let Some(earlier) = scope.claim_once_as("run_start", run, key).await? {
                return Ok(earlier.into());
            }
            let input = Inputs::read(&workflow.inputs)?.check(given)?;
            let starter = Some((Uuid::from(scope.person()), scope.viewer().name.clone()));
            let by = Start { by: RunStarter::Client, starter, input, replay_of: None };
            let row = begin(&scope, &workflow, run, by).await?;
            audit::record(&scope, about(Entry::new("run.started"), &workflow, &row)).await?;
            Ok(run)
        })
        .await
}

/// What a press of a workflow's button is known by: who presses it, what they give, and which run of theirs was there when the
/// page was drawn. Pages that were drawn before a run start that one, in however many tabs; what has failed is started anew.
async fn press(scope: &ClientScope, workflow: &workflow::Model, given: &Given, drawn: DateTime<Utc>) -> Result<String> {
    use run::{Column, Entity};
    let theirs = scope.find::<Entity>().filter(Column::WorkflowId.eq(workflow.id));
    let theirs = theirs
        .filter(Column::StartedBy.eq(RunStarter::Client))
        .filter(Column::StarterId.eq(Uuid::from(scope.person())));
    let failed = Column::Status.is_in([RunStatus::Failed, RunStatus::Cancelled]).and(Column::EndedAt.lte(drawn));
    // A quick one may end within the moment; once that is over, the page that showed its end is of a new wish.
    let ended = Column::EndedAt.lte(drawn).and(Column::CreatedAt.lte(scope.now() - MOMENT));
    let earlier = theirs.filter(Column::CreatedAt.lte(drawn - MOMENT).or(failed).or(ended));
    let earlier = earlier.desc(Column::Id).first().await?.map(|run| run.id.to_string()).unwrap_or_default();
    let given = serde_json::to_string(given).map_err(Error::internal)?;
    Ok(secrets::hash(&format!("{}\n{earlier}\n{given}", workflow.id)))
}

/// Starts a run anew with what an earlier one was given, on the version that is published now.
///
/// # Errors
/// [`Error::NotFound`] for another agency's run; a conflict where what it was given is deleted by now, or its workflow
/// does not run.
pub async fn replay(scope: &AgencyScope, id: RunId) -> Result<Started> {
    let run = RunId::new();
    scope
        .transaction(async |scope| {
            let earlier = run_of(&scope, id).await?;
            let workflow = held(&scope, earlier.workflow_id).await?;
            if let Some(earlier) = scope.claim_once("run_replay", run).await? {
                return Ok(earlier.into());
            }
            runs(&workflow)?;
            let kept = scope.find::<run_payload::Entity>().filter(run_payload::Column::RunId.eq(id)).first().await?;
            let Some(kept) = kept else {
                return Err(Error::conflict("run_forgotten", "what this run was given has been deleted since"));
            };
            let input = serde_json::from_str(&kept.input).map_err(Error::internal)?;
            let starter = scope.actor().staff().map(|staff| (Uuid::from(staff), scope.actor().name().to_owned()));
            let by = Start { by: RunStarter::Staff, starter, input, replay_of: Some(id) };
            let row = begin(&scope, &workflow, run, by).await?;
            audit::record(&scope, about(Entry::new("run.replayed"), &workflow, &row)).await?;
            Ok(run)
        })
        .await
}

/// Whether new runs of it begin.
///
/// # Errors
/// A conflict where they do not.
pub fn runs(workflow: &workflow::Model) -> Result<()> {
    match workflow.status {
        WorkflowStatus::Published => Ok(()),
        WorkflowStatus::Paused => Err(Error::conflict("workflow_paused", "this workflow is paused")),
        WorkflowStatus::Draft => Err(Error::conflict("not_published", "no version of this workflow is published")),
        WorkflowStatus::Archived => Err(Error::conflict("workflow_archived", "this workflow is in the archive")),
    }
}

/// Scrubs what a run is given as the published version wants it, and starts the run, for whoever holds the workflow.
///
/// # Errors
/// When the database refuses.
pub async fn begin_scrubbed(
    scope: &AgencyScope,
    workflow: &workflow::Model,
    run: RunId,
    mut start: Start,
) -> Result<run::Model> {
    let named = match workflow.active_version_id {
        Some(version) => written(&find_version(scope, workflow.id, version).await?)?.redact,
        None => Vec::new(),
    };
    redact(&mut start.input, &named);
    begin(scope, workflow, run, start).await
}

/// Puts a run into the queue, for whoever holds the workflow. What it is given by hand holds nothing to scrub: no
/// version asks for what it scrubs.
///
/// # Errors
/// When the database refuses.
pub async fn begin(scope: &impl Reach, workflow: &workflow::Model, run: RunId, start: Start) -> Result<run::Model> {
    let now = scope.now();
    let (starter, starter_name) = start.starter.unzip();
    let row = run::ActiveModel {
        id: Set(run),
        agency_id: NotSet,
        workspace_id: Set(workflow.workspace_id),
        workflow_id: Set(workflow.id),
        version_id: Set(workflow.active_version_id),
        status: Set(RunStatus::Queued),
        started_by: Set(start.by),
        starter_id: Set(starter),
        starter_name: Set(starter_name),
        waits_for: Set(None),
        waits_for_id: Set(None),
        waits_since: Set(None),
        wakes_at: Set(None),
        replay_of: Set(start.replay_of),
        provider_id: Set(None),
        started_at: Set(None),
        ended_at: Set(None),
        created_at: Set(now),
    };
    let row = scope.add(row).await?;
    let payload = run_payload::ActiveModel {
        run_id: Set(run),
        agency_id: NotSet,
        place: Set(0),
        turn: Set(0),
        input: Set(start.input.to_string()),
        data: Set(json!({ "steps": {}, "vars": {} }).to_string()),
        created_at: Set(now),
    };
    scope.append(payload).await?;
    announce_runs(scope, &row);
    Ok(row)
}

/// An entry of the audit trail about a run.
pub fn about(entry: Entry, workflow: &workflow::Model, run: &run::Model) -> Entry {
    entry.target("run", run.id, workflow.name.clone()).workspace(run.workspace_id)
}
