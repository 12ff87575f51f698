use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::{Value, json};

use super::read::{find, held};
use super::start::{Start, begin_scrubbed, runs};
use super::tell::announce_workflow;
use super::write::{about, open};
use crate::access::AgencyScope;
use crate::entity::words::{FormStatus, RunStarter, TriggerKind};
use crate::entity::workflow_trigger::{ActiveModel, Column, Entity, Model};
use crate::entity::{form, workflow};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::workflows::cron::{NoSchedule, Schedule};
use crate::features::workflows::stamp::new_secret;
use crate::ids::{FormId, Id, RunId, WorkflowId, WorkflowTriggerId};
use crate::secrets;

/// The most triggers of one workflow.
const MOST: i64 = 20;

/// A trigger to be.
pub enum NewTrigger {
    Schedule {
        cron: String,
        time_zone: String,
    },
    /// Whether senders have to sign.
    Webhook {
        signed: bool,
    },
    Form(FormId),
}

/// A trigger, and what is shown of it once.
pub struct Trigger {
    pub row: Model,
    /// The secret part of its URL.
    pub token: Option<String>,
    /// What senders sign with.
    pub secret: Option<String>,
}

/// Has something start a workflow by itself.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workflow; [`Error::Invalid`] at the fields: no schedule, a form of another
/// client; a conflict where the workflow is in the archive or has too many.
pub async fn create_trigger(scope: &AgencyScope, id: WorkflowId, new: NewTrigger) -> Result<Trigger> {
    scope
        .transaction(async |scope| {
            let workflow = open(held(&scope, id).await?, None)?;
            if scope.find::<Entity>().filter(Column::WorkflowId.eq(id)).count().await? >= MOST {
                return Err(Error::conflict("too_many_triggers", format!("a workflow has at most {MOST} triggers")));
            }
            let trigger = WorkflowTriggerId::new();
            let mut row = blank(trigger, &workflow, scope.now());
            let (mut token, mut secret) = (None, None);
            match new {
                NewTrigger::Schedule { cron, time_zone } => {
                    let schedule = schedule(&cron, &time_zone, scope.now())?;
                    row.kind = Set(TriggerKind::Schedule);
                    row.next_at = Set(schedule.after(scope.now()));
                    row.cron = Set(Some(cron.trim().to_owned()));
                    row.time_zone = Set(Some(time_zone));
                }
                NewTrigger::Webhook { signed } => {
                    let made = secrets::random_token()?;
                    row.kind = Set(TriggerKind::Webhook);
                    row.token_hash = Set(Some(secrets::hash(&made)));
                    token = Some(made);
                    if signed {
                        let made = new_secret()?;
                        row.secret = Set(Some(scope.vault().seal(&sealed_for(trigger), made.as_bytes())?));
                        secret = Some(made);
                    }
                }
                NewTrigger::Form(form) => {
                    known_form(&scope, &workflow, form).await?;
                    row.kind = Set(TriggerKind::Form);
                    row.form_id = Set(Some(form));
                }
            }
            let row = scope.insert(row).await?;
            announce_workflow(&scope, workflow.workspace_id);
            let entry =
                about(Entry::new("workflow.trigger_added"), &workflow).detail(json!({ "kind": row.kind.as_str() }));
            audit::record(&scope, entry).await?;
            Ok(Trigger { row, token, secret })
        })
        .await
}

fn blank(id: WorkflowTriggerId, workflow: &workflow::Model, now: DateTime<Utc>) -> ActiveModel {
    ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(workflow.workspace_id),
        workflow_id: Set(workflow.id),
        kind: NotSet,
        cron: Set(None),
        time_zone: Set(None),
        next_at: Set(None),
        token_hash: Set(None),
        secret: Set(None),
        form_id: Set(None),
        created_at: Set(now),
    }
}

/// What a trigger's secret is sealed for.
fn sealed_for(id: WorkflowTriggerId) -> String {
    format!("workflow_trigger/{id}")
}

fn schedule(cron: &str, zone: &str, now: DateTime<Utc>) -> Result<Schedule> {
    Schedule::read(cron, zone, now).map_err(|wrong| match wrong {
        NoSchedule::Unreadable => {
            Error::field("cron", "Write minute, hour, day, month and day of the week, such as 0 9 * * MON-FRI.")
        }
        NoSchedule::UnknownZone => Error::field("time_zone", "This is no IANA time zone."),
        NoSchedule::Never => Error::field("cron", "This never comes."),
        NoSchedule::TooOften => Error::field("cron", "At most every five minutes."),
    })
}

async fn known_form(scope: &AgencyScope, workflow: &workflow::Model, id: FormId) -> Result<()> {
    use form::Column as F;
    let forms = scope.find::<form::Entity>().filter(F::Id.eq(id)).filter(F::WorkspaceId.eq(workflow.workspace_id));
    match forms.filter(F::Status.eq(FormStatus::Published)).first().await? {
        Some(_) => Ok(()),
        None => Err(Error::field("form_id", "The client has no such form.")),
    }
}

/// What starts a workflow by itself.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workflow.
pub async fn triggers(scope: &AgencyScope, id: WorkflowId) -> Result<Vec<Model>> {
    find(scope, id).await?;
    scope.find::<Entity>().filter(Column::WorkflowId.eq(id)).asc(Column::Id).all().await
}

/// Takes a trigger away. What it has started goes on.
///
/// # Errors
/// [`Error::NotFound`], also where it is another workflow's.
pub async fn delete_trigger(scope: &AgencyScope, id: WorkflowId, trigger: WorkflowTriggerId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let workflow = held(&scope, id).await?;
            let which = scope.delete::<Entity>().filter(Column::Id.eq(trigger)).filter(Column::WorkflowId.eq(id));
            if which.exec().await? == 0 {
                return Err(Error::NotFound);
            }
            announce_workflow(&scope, workflow.workspace_id);
            audit::record(&scope, about(Entry::new("workflow.trigger_removed"), &workflow)).await
        })
        .await
}

/// The secret that senders to this trigger sign with, where they have to.
///
/// # Errors
/// When what is sealed does not open.
pub fn secret_of(scope: &AgencyScope, trigger: &Model) -> Result<Option<Vec<u8>>> {
    trigger.secret.as_ref().map(|sealed| scope.vault().open(&sealed_for(trigger.id), sealed)).transpose()
}

/// Starts a run for what came in by a trigger's URL; where it has a name and came before, gives the run of that time.
///
/// # Errors
/// [`Error::NotFound`] where the trigger is gone; a conflict where its workflow does not run, or something else came
/// under the name.
pub async fn of_hook(scope: &AgencyScope, trigger: WorkflowTriggerId, body: Value) -> Result<RunId> {
    scope
        .transaction(async |scope| {
            let trigger = scope.find::<Entity>().filter(Column::Id.eq(trigger)).one().await?;
            let workflow = held(&scope, trigger.workflow_id).await?;
            let run = RunId::new();
            if let Some(earlier) = scope.claim_once("workflow_hook", run).await? {
                return Ok(earlier.into());
            }
            runs(&workflow)?;
            let start = Start { by: RunStarter::Webhook, starter: None, input: body, replay_of: None };
            begin_scrubbed(&scope, &workflow, run, start).await?;
            Ok(run)
        })
        .await
}

/// Starts a run of a schedule that is due, and plans its next one: one run, however many times were missed. `false` where
/// somebody else has done so.
///
/// # Errors
/// When the database refuses.
pub async fn schedule_due(scope: &AgencyScope, id: WorkflowTriggerId) -> Result<bool> {
    scope
        .transaction(async |scope| {
            let now = scope.now();
            let due = scope.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::NextAt.lte(now));
            let Some(trigger) = due.locked().first().await? else { return Ok(false) };
            let (cron, zone) = (trigger.cron.unwrap_or_default(), trigger.time_zone.unwrap_or_default());
            let next = Schedule::read(&cron, &zone, now).ok().and_then(|schedule| schedule.after(now));
            scope.update::<Entity>().set(Column::NextAt, next).filter(Column::Id.eq(id)).exec().await?;
            let workflow = held(&scope, trigger.workflow_id).await?;
            if runs(&workflow).is_ok() {
                let input = json!({ "scheduled_at": trigger.next_at });
                let start = Start { by: RunStarter::Schedule, starter: None, input, replay_of: None };
                begin_scrubbed(&scope, &workflow, RunId::new(), start).await?;
            }
            Ok(true)
        })
        .await
}
