use std::collections::HashSet;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::read::{find, held, refused};
use super::tell::announce_workflow;
use super::write::{about, open, ours};
use crate::access::{Actor, AgencyScope, Page, Paging, Sort};
use crate::entity::words::FormStatus;
use crate::entity::workflow_version::{ActiveModel, Column, Entity, Model};
use crate::entity::{form, workflow};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::workflows::definition;
use crate::ids::{Id, WorkflowId, WorkflowVersionId, WorkspaceId};

/// A form, as workflows call it.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "form::Entity")]
struct Slug {
    slug: String,
}

/// The forms that a run can wait for.
async fn forms(scope: &AgencyScope, workspace: WorkspaceId) -> Result<HashSet<String>> {
    let forms = scope.find::<form::Entity>().filter(form::Column::WorkspaceId.eq(workspace));
    let forms: Vec<Slug> = forms.filter(form::Column::Status.eq(FormStatus::Published)).all_as().await?;
    Ok(forms.into_iter().map(|form| form.slug).collect())
}

/// Keeps what a workflow is to do, as its next version. It does nothing before it is published.
///
/// # Errors
/// [`Error::Invalid`] at `definition` with the line and the path of whatever is wrong; [`Error::NotFound`] for another
/// agency's workflow; a conflict where it is in the archive.
pub async fn save_version(scope: &AgencyScope, id: WorkflowId, text: &str) -> Result<WorkflowVersionId> {
    let forms = forms(scope, find(scope, id).await?.workspace_id).await?;
    definition::check(text, Some(&forms)).map_err(|faults| refused(&faults))?;
    let version = WorkflowVersionId::new();
    scope
        .transaction(async |scope| {
            let row = ours(open(held(&scope, id).await?, None)?)?;
            if let Some(earlier) = scope.claim_once("workflow_version_create", version).await? {
                return Ok(earlier.into());
            }
            add_version(&scope, &row, version, text).await
        })
        .await
}

/// Adds a version of a workflow that is held.
///
/// # Errors
/// When the database refuses, or nobody of the staff asks for it.
pub async fn add_version(
    scope: &AgencyScope,
    row: &workflow::Model,
    version: WorkflowVersionId,
    text: &str,
) -> Result<WorkflowVersionId> {
    let Actor::Staff { id: author, name, .. } = scope.actor() else {
        return Err(Error::internal(anyhow::anyhow!("a version has an author")));
    };
    let latest = scope.find::<Entity>().filter(Column::WorkflowId.eq(row.id)).desc(Column::Number).first().await?;
    let number = latest.map_or(0, |latest| latest.number) + 1;
    let new = ActiveModel {
        id: Set(version),
        agency_id: NotSet,
        workspace_id: Set(row.workspace_id),
        workflow_id: Set(row.id),
        number: Set(number),
        definition: Set(text.to_owned()),
        author_id: Set(*author),
        author_name: Set(name.clone()),
        created_at: Set(scope.now()),
        published_at: Set(None),
    };
    scope.insert(new).await?;
    announce_workflow(scope, row.workspace_id);
    let entry = about(Entry::new("workflow.version_saved"), row).detail(serde_json::json!({ "number": number }));
    audit::record(scope, entry).await?;
    Ok(version)
}

/// A workflow's versions, the latest first.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workflow.
pub async fn versions(scope: &AgencyScope, id: WorkflowId, paging: &Paging) -> Result<Page<Model>> {
    find(scope, id).await?;
    scope.find::<Entity>().filter(Column::WorkflowId.eq(id)).page(paging, Sort::newest(|row| row.id.into())).await
}
