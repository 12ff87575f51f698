use reqwest::Url;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::engines::{find_engine, place};
use super::write::{NewWorkflow, asked, checked, insert};
use crate::access::AgencyScope;
use crate::entity::engine_workflow::{ActiveModel, Column, Entity};
use crate::entity::words::WorkflowEngine;
use crate::error::{Error, FieldErrors, Result};
use crate::features::workflows::definition::Input;
use crate::features::workflows::elsewhere::{Offered, Place};
use crate::features::workflows::engine::StepFailure;
use crate::ids::{EngineId, Id, WorkflowId, WorkspaceId};
use crate::outgoing::Outgoing;

/// A workflow to be, that another engine runs.
pub struct NewBacked {
    pub engine: EngineId,
    pub workspace: WorkspaceId,
    /// Its name there when left out.
    pub name: Option<String>,
    pub purpose: String,
    pub client_triggerable: bool,
    pub at_once: i32,
    /// What whoever starts it by hand is asked.
    pub inputs: Vec<Input>,
    /// For n8n: which of its workflows.
    pub remote_id: Option<String>,
    /// For others: where a signed POST starts it.
    pub start_url: Option<String>,
    /// For others: where one asks how a run stands, with `{id}` in the place of its name.
    pub status_url: Option<String>,
    /// For others: where a signed POST says that a run was cancelled here, with `{id}` in the place of its name.
    pub cancel_url: Option<String>,
}

/// What an engine has that could be a workflow here.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; a conflict where the engine does not say.
pub async fn offered(scope: &AgencyScope, outgoing: &Outgoing, id: EngineId) -> Result<Vec<Offered>> {
    let place = place(scope, &find_engine(scope, id).await?)?;
    place.offered(outgoing).await.map_err(unsaid)
}

/// Makes a workflow of what another engine runs. It is a draft, and begins when it is resumed.
///
/// # Errors
/// [`Error::NotFound`] for another agency's engine; [`Error::Invalid`] at the fields; a conflict where the engine does
/// not say, or what runs there is a workflow here already.
pub async fn import(scope: &AgencyScope, outgoing: &Outgoing, new: NewBacked) -> Result<WorkflowId> {
    let row = find_engine(scope, new.engine).await?;
    let place = place(scope, &row)?;
    let (name, found) = match row.kind {
        WorkflowEngine::N8n => known(&place, outgoing, &new).await?,
        WorkflowEngine::Http | WorkflowEngine::Here => typed(&place, &new)?,
    };
    if new.client_triggerable && found.start_url.is_none() {
        let message = "Nothing starts it from here: it has no webhook there that takes a POST.";
        return Err(Error::field("client_triggerable", message));
    }
    if !new.inputs.is_empty() && found.start_url.is_none() {
        return Err(Error::field("inputs", "Nothing starts it from here, so nobody can be asked."));
    }
    asked(&new.inputs)?;
    let NewBacked { workspace, purpose, client_triggerable, at_once, inputs, .. } = new;
    let flow = checked(NewWorkflow { workspace, name, purpose, client_triggerable, at_once })?;
    let id = WorkflowId::new();
    scope
        .transaction(async |scope| {
            if let Some(earlier) = scope.claim_once("engine_workflow_create", id).await? {
                return Ok(earlier.into());
            }
            // Held, so that the engine is not removed meanwhile, and nobody takes the same.
            use crate::entity::engine;
            scope.find::<engine::Entity>().filter(engine::Column::Id.eq(row.id)).locked().one().await?;
            if let Some(remote) = &found.remote_id {
                let taken = scope.find::<Entity>().filter(Column::EngineId.eq(row.id));
                if taken.filter(Column::RemoteId.eq(remote)).first().await?.is_some() {
                    let message = "it is a workflow here already, and its runs are that client's";
                    return Err(Error::conflict("engine_workflow_taken", message));
                }
            }
            let flow = insert(&scope, id, flow, row.kind, &inputs).await?;
            let backed = ActiveModel {
                workflow_id: Set(id),
                agency_id: NotSet,
                workspace_id: Set(flow.workspace_id),
                engine_id: Set(row.id),
                remote_id: Set(found.remote_id),
                start_url: Set(found.start_url),
                status_url: Set(found.status_url),
                cancel_url: Set(found.cancel_url),
                created_at: Set(scope.now()),
            };
            scope.insert(backed).await?;
            Ok(id)
        })
        .await
}

/// Where a workflow is found at its engine.
struct Found {
    remote_id: Option<String>,
    start_url: Option<String>,
    status_url: Option<String>,
    cancel_url: Option<String>,
}

/// What n8n says of the workflow that was chosen.
async fn known(place: &Place, outgoing: &Outgoing, new: &NewBacked) -> Result<(String, Found)> {
    let mut errors = FieldErrors::default();
    let id = new.remote_id.as_deref().map(str::trim).filter(|id| !id.is_empty() && id.len() <= 200);
    if id.is_none() {
        errors.add("remote_id", "Say which of its workflows.");
    }
    let urls = [("start_url", &new.start_url), ("status_url", &new.status_url), ("cancel_url", &new.cancel_url)];
    for (field, said) in urls {
        if said.is_some() {
            errors.add(field, "n8n says this itself.");
        }
    }
    errors.into_result()?;
    let offer = match place.offer(outgoing, id.unwrap_or_default()).await {
        Err(failure) if failure.code == "engine_lost" => {
            return Err(Error::field("remote_id", "n8n has no such workflow."));
        }
        other => other.map_err(unsaid)?,
    };
    let name = new.name.clone().unwrap_or(offer.name);
    Ok((name, Found { remote_id: Some(offer.id), start_url: offer.start_url, status_url: None, cancel_url: None }))
}

/// What was typed of a workflow of any other engine. What is signed goes to the engine's own host.
fn typed(place: &Place, new: &NewBacked) -> Result<(String, Found)> {
    let mut errors = FieldErrors::default();
    if new.name.is_none() {
        errors.add("name", "Fill this in.");
    }
    if new.remote_id.is_some() {
        errors.add("remote_id", "Only n8n has one.");
    }
    let start_url = errors.keep(new.start_url.as_deref().map(|url| own(place, "start_url", url)).transpose())?;
    let status_url = errors.keep(new.status_url.as_deref().map(|url| own(place, "status_url", url)).transpose())?;
    let cancel_url = errors.keep(new.cancel_url.as_deref().map(|url| own(place, "cancel_url", url)).transpose())?;
    errors.into_result()?;
    Ok((new.name.clone().unwrap_or_default(), Found { remote_id: None, start_url, status_url, cancel_url }))
}

fn own(place: &Place, field: &'static str, text: &str) -> Result<String> {
    let text = text.trim();
    let url: Option<Url> = text.replace("{id}", "id").parse().ok();
    let good = url
        .is_some_and(|url| url.origin() == place.url.origin() && url.username().is_empty() && url.password().is_none());
    if good && text.len() <= 2000 {
        return Ok(text.to_owned());
    }
    Err(Error::field(field, "This is no address of the engine's own host."))
}

/// Whoever asks is told what the engine did not say; nothing of ours is broken.
fn unsaid(failure: StepFailure) -> Error {
    Error::conflict("engine_unanswered", format!("the engine has not said it: {}", failure.message))
}
