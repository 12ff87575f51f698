use sea_orm::ColumnTrait;
use serde_json::{Value, json};

use super::control::wake;
use super::held;
use super::start::{Start, begin_scrubbed, runs};
use crate::access::{AgencyScope, Author};
use crate::entity::words::{RunStarter, RunStatus, RunWait};
use crate::entity::{form_submission, run, workflow_trigger};
use crate::error::{Error, Result};
use crate::features::workflows::engine;
use crate::features::workflows::jobs::FormSubmitted;
use crate::ids::{FormSubmissionId, Id, RunId};
use crate::jobs;

/// Has the run go on that waits for this answer, or the workflows run that it starts; as a part of the transaction in
/// which it was given.
///
/// # Errors
/// When the database refuses.
pub async fn form_submitted(scope: &impl Author, submission: FormSubmissionId) -> Result<()> {
    jobs::enqueue(scope, &FormSubmitted { agency: scope.agency_id(), submission }).await
}

/// Gives an answer to the run that waits for it: the one it was given for, or else the one that waits longest. Where none
/// waits, it starts what it is a trigger of. An answer that was given to a run is given to no other.
///
/// # Errors
/// [`Error::NotFound`] where there is no such answer; or when the database refuses.
pub async fn answered(scope: &AgencyScope, id: FormSubmissionId) -> Result<()> {
    scope
        .transaction(async |scope| {
            use form_submission::{Column, Entity};
            let answer = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            let answers: Value = serde_json::from_str(&answer.answers).map_err(Error::internal)?;
            let given = json!({ "submission_id": id, "author": answer.author_name, "answers": answers });
            let run = match answer.run_id {
                // A run that it was given for has it, or waits for it.
                Some(run) => Some(run),
                None => waiting(&scope, &answer).await?,
            };
            let taken = match run {
                Some(run) => {
                    let finish = async |scope: &AgencyScope, run: &run::Model| engine::give(scope, run, &given).await;
                    wake(&scope, run, RunWait::Form, finish).await?;
                    Some(run)
                }
                None => begin_triggered(&scope, &answer, &given).await?,
            };
            if let Some(run) = taken.filter(|_| answer.run_id.is_none()) {
                let update = scope.update::<Entity>().set(Column::RunId, run);
                update.filter(Column::Id.eq(id)).exec().await?;
            }
            Ok(())
        })
        .await
}

/// The run that has waited longest for an answer to this form.
async fn waiting(scope: &AgencyScope, answer: &form_submission::Model) -> Result<Option<RunId>> {
    use run::Column;
    let runs = scope.find::<run::Entity>().filter(Column::WorkspaceId.eq(answer.workspace_id));
    let runs = runs.filter(Column::Status.eq(RunStatus::Waiting)).filter(Column::WaitsFor.eq(RunWait::Form));
    let theirs = runs.filter(Column::WaitsForId.eq(answer.form_id)).filter(Column::WaitsSince.lte(answer.created_at));
    Ok(theirs.asc(Column::WaitsSince).asc(Column::Id).locked().first().await?.map(|run| run.id))
}

/// Starts what the form is a trigger of; says what was started first.
async fn begin_triggered(scope: &AgencyScope, answer: &form_submission::Model, given: &Value) -> Result<Option<RunId>> {
    use workflow_trigger::{Column, Entity};
    let triggers = scope.find::<Entity>().filter(Column::WorkspaceId.eq(answer.workspace_id));
    let triggers = triggers.filter(Column::FormId.eq(answer.form_id)).asc(Column::WorkflowId).all().await?;
    let mut first = None;
    for trigger in triggers {
        let workflow = held(scope, trigger.workflow_id).await?;
        if runs(&workflow).is_err() {
            continue;
        }
        let starter = Some((answer.author_id.into(), answer.author_name.clone()));
        let start = Start { by: RunStarter::Form, starter, input: given.clone(), replay_of: None };
        let run = RunId::new();
        begin_scrubbed(scope, &workflow, run, start).await?;
        first.get_or_insert(run);
    }
    Ok(first)
}
