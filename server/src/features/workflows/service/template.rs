use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::read::{held, refused};
use super::status::publish_held;
use super::version::add_version;
use super::write::{self, NewWorkflow, checked, insert};
use crate::access::{AgencyScope, Page, Paging, Sort};
use crate::entity::template_workflow;
use crate::entity::words::{WorkflowEngine, WorkflowStatus};
use crate::entity::workflow_template::{ActiveModel, Column, Entity, Model};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::workflows::definition;
use crate::ids::{Id, WorkflowId, WorkflowTemplateId, WorkflowVersionId, WorkspaceId};
use crate::text;

/// The most clients that one template is given to at once.
const MOST: usize = 100;

/// A template to be.
pub struct NewTemplate {
    pub name: String,
    /// What its workflows are for, in words that clients read.
    pub purpose: String,
    pub definition: String,
}

/// What to change of it; what is `None` stays.
#[derive(Default)]
pub struct TemplateChange {
    pub name: Option<String>,
    pub purpose: Option<String>,
    pub definition: Option<String>,
}

/// Workflows to be made of a template.
pub struct Instances {
    pub workspaces: Vec<WorkspaceId>,
    pub client_triggerable: bool,
    pub at_once: i32,
    /// Whether they run at once.
    pub publish: bool,
}

/// The agency's templates, the latest first.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another list.
pub async fn templates(scope: &AgencyScope, paging: &Paging) -> Result<Page<Model>> {
    scope.find::<Entity>().page(paging, Sort::newest(|row: &Model| row.id.into())).await
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn find_template(scope: &AgencyScope, id: WorkflowTemplateId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// Writes a workflow once for many clients.
///
/// # Errors
/// [`Error::Invalid`] at the fields, at `definition` with line and path; a conflict where the name is taken.
pub async fn create_template(scope: &AgencyScope, new: NewTemplate) -> Result<WorkflowTemplateId> {
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", &new.name, text::LONGEST_NAME))?;
    let purpose = errors.keep(write::purpose(&new.purpose))?;
    errors.keep(readable(&new.definition))?;
    errors.into_result()?;
    let id = WorkflowTemplateId::new();
    scope
        .transaction(async |scope| {
            if let Some(earlier) = scope.claim_once("workflow_template_create", id).await? {
                return Ok(earlier.into());
            }
            is_free(&scope, &name, None).await?;
            let now = scope.now();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                name: Set(name),
                purpose: Set(purpose),
                definition: Set(new.definition),
                number: Set(1),
                author_name: Set(scope.actor().name().to_owned()),
                version: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let row = scope.insert(row).await?;
            audit::record(&scope, about(Entry::new("workflow_template.created"), &row)).await?;
            Ok(id)
        })
        .await
}

/// Changes a template. What was made of it stays as it is until it is rolled out.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; [`Error::Stale`]; [`Error::Invalid`] at the fields.
pub async fn change_template(
    scope: &AgencyScope,
    id: WorkflowTemplateId,
    seen: Option<i64>,
    change: TemplateChange,
) -> Result<()> {
    let mut errors = FieldErrors::default();
    let name = change.name.map(|name| errors.keep(text::line("name", &name, text::LONGEST_NAME))).transpose()?;
    let purpose = change.purpose.map(|what| errors.keep(write::purpose(&what))).transpose()?;
    errors.keep(change.definition.as_deref().map_or(Ok(()), readable))?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let row = locked(&scope, id).await?;
            if seen.is_some_and(|seen| seen != row.version) {
                return Err(Error::Stale);
            }
            if let Some(name) = &name {
                is_free(&scope, name, Some(id)).await?;
            }
            let definition = change.definition.filter(|definition| *definition != row.definition);
            let number = definition.as_ref().map(|_| row.number + 1);
            let author = definition.as_ref().map(|_| scope.actor().name().to_owned());
            let update = scope.update::<Entity>().set_if(Column::Name, name).set_if(Column::Purpose, purpose);
            let update = update.set_if(Column::Definition, definition).set_if(Column::Number, number);
            let update = update.set_if(Column::AuthorName, author).set(Column::Version, row.version + 1);
            update.set(Column::UpdatedAt, scope.now()).filter(Column::Id.eq(id)).exec().await?;
            audit::record(&scope, about(Entry::new("workflow_template.changed"), &row)).await
        })
        .await
}

/// Removes a template. What was made of it goes on, and is nobody's instance any more.
///
/// # Errors
/// [`Error::NotFound`] for another agency's.
pub async fn delete_template(scope: &AgencyScope, id: WorkflowTemplateId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = locked(&scope, id).await?;
            scope.delete::<Entity>().filter(Column::Id.eq(id)).exec().await?;
            audit::record(&scope, about(Entry::new("workflow_template.removed"), &row)).await
        })
        .await
}

/// Makes a workflow of a template for each of these clients: for all of them or for none.
///
/// # Errors
/// [`Error::NotFound`] for another agency's template; [`Error::Invalid`] at the fields, a foreign workspace among them; a
/// conflict where one of them has it already.
pub async fn instantiate(scope: &AgencyScope, id: WorkflowTemplateId, new: Instances) -> Result<Vec<WorkflowId>> {
    let mut workspaces = new.workspaces.clone();
    workspaces.sort_unstable();
    workspaces.dedup();
    if workspaces.is_empty() || workspaces.len() > MOST {
        return Err(Error::field("workspace_ids", format!("From 1 to {MOST} clients.")));
    }
    scope
        .transaction(async |scope| {
            let row = locked(&scope, id).await?;
            let mut made = Vec::new();
            for workspace in workspaces {
                made.push(instance(&scope, &row, workspace, &new).await?);
            }
            Ok(made)
        })
        .await
}

async fn instance(
    scope: &AgencyScope,
    template: &Model,
    workspace: WorkspaceId,
    wanted: &Instances,
) -> Result<WorkflowId> {
    use template_workflow::{ActiveModel, Column, Entity};
    let theirs = scope.find::<Entity>().filter(Column::TemplateId.eq(template.id));
    if theirs.filter(Column::WorkspaceId.eq(workspace)).first().await?.is_some() {
        return Err(Error::conflict("template_used", "one of these clients has a workflow of this template"));
    }
    let new = checked(NewWorkflow {
        workspace,
        name: template.name.clone(),
        purpose: template.purpose.clone(),
        client_triggerable: wanted.client_triggerable,
        at_once: wanted.at_once,
    })?;
    let id = WorkflowId::new();
    let flow = insert(scope, id, new, WorkflowEngine::Here, &[]).await.map_err(at_workspaces)?;
    let version = add_version(scope, &flow, WorkflowVersionId::new(), &template.definition).await?;
    if wanted.publish {
        publish_held(scope, &flow, version).await?;
    }
    let link = ActiveModel {
        workflow_id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(workspace),
        template_id: Set(template.id),
        number: Set(template.number),
        created_at: Set(scope.now()),
    };
    scope.insert(link).await?;
    Ok(id)
}

/// Brings workflows of a template to what it says now: each gets a version, which is published where one was. Says which
/// those were; those that have it already, are paused, or are in the archive, are left alone.
///
/// # Errors
/// [`Error::NotFound`] for another agency's template; [`Error::Invalid`] at a workflow that was not made of it.
pub async fn roll_out(
    scope: &AgencyScope,
    id: WorkflowTemplateId,
    only: Option<Vec<WorkflowId>>,
) -> Result<Vec<WorkflowId>> {
    scope
        .transaction(async |scope| {
            let template = locked(&scope, id).await?;
            let mut all = made_of(&scope, id).await?;
            if let Some(only) = &only {
                if only.iter().any(|wanted| !all.iter().any(|row| row.workflow_id == *wanted)) {
                    return Err(Error::field("workflow_ids", "One of these was not made of this template."));
                }
                all.retain(|row| only.contains(&row.workflow_id));
            }
            let mut brought = Vec::new();
            for row in all.into_iter().filter(|row| row.number < template.number) {
                let flow = held(&scope, row.workflow_id).await?;
                if matches!(flow.status, WorkflowStatus::Paused | WorkflowStatus::Archived) {
                    continue;
                }
                let version = add_version(&scope, &flow, WorkflowVersionId::new(), &template.definition).await?;
                // A draft does not begin by this.
                if flow.status == WorkflowStatus::Published {
                    publish_held(&scope, &flow, version).await?;
                }
                use template_workflow::{Column as C, Entity as Link};
                let link = scope.update::<Link>().set(C::Number, template.number);
                link.filter(C::WorkflowId.eq(row.workflow_id)).exec().await?;
                brought.push(row.workflow_id);
            }
            let entry = about(Entry::new("workflow_template.rolled_out"), &template);
            audit::record(&scope, entry.detail(json!({ "number": template.number, "workflows": brought.len() })))
                .await?;
            Ok(brought)
        })
        .await
}

/// What was made of a template, and what of it each follows.
///
/// # Errors
/// [`Error::NotFound`] for another agency's template.
pub async fn instances(scope: &AgencyScope, id: WorkflowTemplateId) -> Result<Vec<template_workflow::Model>> {
    find_template(scope, id).await?;
    made_of(scope, id).await
}

async fn made_of(scope: &AgencyScope, id: WorkflowTemplateId) -> Result<Vec<template_workflow::Model>> {
    use template_workflow::{Column, Entity};
    scope.find::<Entity>().filter(Column::TemplateId.eq(id)).asc(Column::WorkflowId).all().await
}

async fn locked(scope: &AgencyScope, id: WorkflowTemplateId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await
}

fn readable(definition: &str) -> Result<()> {
    definition::check(definition, None).map_err(|faults| refused(&faults))
}

async fn is_free(scope: &AgencyScope, name: &str, but: Option<WorkflowTemplateId>) -> Result<()> {
    let taken = scope.find::<Entity>().filter(Column::Name.eq(name)).filter_if(but, |id| Column::Id.ne(id));
    match taken.first().await? {
        Some(_) => Err(Error::conflict("workflow_template_name_taken", "the agency has a template of this name")),
        None => Ok(()),
    }
}

/// Here there are several.
fn at_workspaces(error: Error) -> Error {
    match error {
        Error::Invalid(_) => Error::field("workspace_ids", "The agency has no such workspace."),
        other => other,
    }
}

fn about(entry: Entry, row: &Model) -> Entry {
    entry.target("workflow_template", row.id, row.name.clone())
}
