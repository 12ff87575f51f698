use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::wire::Workflow;
use super::workflows::current;
use crate::access::AgencyScope;
use crate::api::{Created, Done, Listing, Outcome, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::entity::{template_workflow, workflow_template};
use crate::error::Result;
use crate::features::workflows::service::{self, Instances, NewTemplate, TemplateChange};
use crate::ids::WorkflowId;

/// A workflow that is written once for many clients.
#[derive(Object)]
struct WorkflowTemplate {
    id: Uuid,
    name: String,
    /// What its workflows are for; clients read it.
    purpose: String,
    /// YAML or JSON.
    definition: String,
    /// Counts what its definition has been.
    number: i32,
    /// Who wrote the latest.
    author: String,
    /// Counts the changes; the `ETag` names it.
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<workflow_template::Model> for WorkflowTemplate {
    fn from(row: workflow_template::Model) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            purpose: row.purpose,
            definition: row.definition,
            number: row.number,
            author: row.author_name,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A template to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewWorkflowTemplate {
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Text,
    /// What its workflows are for; clients read it.
    #[oai(validator(min_length = 1, max_length = 500))]
    purpose: Text,
    /// YAML or JSON, at most 256 KiB.
    #[oai(validator(max_length = 262144))]
    definition: Text,
}

/// What to change of it; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct WorkflowTemplateChange {
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Option<Text>,
    #[oai(validator(min_length = 1, max_length = 500))]
    purpose: Option<Text>,
    #[oai(validator(max_length = 262144))]
    definition: Option<Text>,
}

/// A workflow that was made of a template.
#[derive(Object)]
struct TemplateInstance {
    workflow_id: Uuid,
    workspace_id: Uuid,
    /// Which of the template's definitions it was last given.
    number: i32,
}

impl From<template_workflow::Model> for TemplateInstance {
    fn from(row: template_workflow::Model) -> Self {
        Self { workflow_id: row.workflow_id.into(), workspace_id: row.workspace_id.into(), number: row.number }
    }
}

/// Workflows to be made of a template.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewTemplateInstances {
    /// For whom; all of them or none.
    #[oai(validator(min_items = 1, max_items = 100))]
    workspace_ids: Vec<Uuid>,
    /// Whether those of the clients who may run workflows may start them; they may not when left out.
    client_triggerable: Option<bool>,
    /// How many runs of each run at the same time, from 1 to 50; 1 when left out.
    at_once: Option<i32>,
    /// Whether they are published at once; they are drafts when left out.
    publish: Option<bool>,
}

/// To which of its workflows a template is brought.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct TemplateRollOut {
    /// All of them when left out.
    #[oai(validator(max_items = 1000))]
    workflow_ids: Option<Vec<Uuid>>,
}

/// Workflows that are written once for many clients.
pub struct TemplateApi;

#[OpenApi(tag = "Tag::Workflows")]
impl TemplateApi {
    /// The agency's templates, the latest first.
    #[oai(path = "/workflow-templates", method = "get", operation_id = "workflow_template_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<WorkflowTemplate>>> {
        let page = service::templates(&scope, &paging(limit.0, cursor.0.as_deref())?).await?;
        Ok(Json(Listing::of(page, WorkflowTemplate::from)))
    }

    /// Writes a workflow once for many clients.
    #[oai(path = "/workflow-templates", method = "post", operation_id = "workflow_template_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        body: Json<NewWorkflowTemplate>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<WorkflowTemplate>> {
        let NewWorkflowTemplate { name, purpose, definition } = body.0;
        let new = NewTemplate { name: name.into(), purpose: purpose.into(), definition: definition.into() };
        let id = service::create_template(&scope, new).await?;
        Ok(Created::at("workflow-templates", id, service::find_template(&scope, id).await?.into()))
    }

    /// One template.
    #[oai(path = "/workflow-templates/:workflow_template_id", method = "get", operation_id = "workflow_template_view")]
    async fn view(&self, Staff(scope): Staff, workflow_template_id: Path<Uuid>) -> Outcome<Tagged<WorkflowTemplate>> {
        Ok(tagged(service::find_template(&scope, workflow_template_id.0.into()).await?))
    }

    /// Changes a template. What was made of it stays as it is until it is rolled out.
    #[oai(
        path = "/workflow-templates/:workflow_template_id",
        method = "patch",
        operation_id = "workflow_template_update"
    )]
    async fn update(
        &self,
        Staff(scope): Staff,
        workflow_template_id: Path<Uuid>,
        body: Json<WorkflowTemplateChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<WorkflowTemplate>> {
        let seen = expect_version(if_match.0.as_deref())?;
        let WorkflowTemplateChange { name, purpose, definition } = body.0;
        let (name, purpose, definition) = (name.map(Into::into), purpose.map(Into::into), definition.map(Into::into));
        let id = workflow_template_id.0.into();
        service::change_template(&scope, id, seen, TemplateChange { name, purpose, definition }).await?;
        Ok(tagged(service::find_template(&scope, id).await?))
    }

    /// Removes a template. What was made of it goes on.
    #[oai(
        path = "/workflow-templates/:workflow_template_id",
        method = "delete",
        operation_id = "workflow_template_delete"
    )]
    async fn delete(&self, Staff(scope): Staff, workflow_template_id: Path<Uuid>) -> Outcome<Done> {
        service::delete_template(&scope, workflow_template_id.0.into()).await?;
        Ok(Done::Done)
    }

    /// What was made of a template, and which of its definitions each follows.
    #[oai(
        path = "/workflow-templates/:workflow_template_id/instances",
        method = "get",
        operation_id = "template_instance_list"
    )]
    async fn instances(
        &self,
        Staff(scope): Staff,
        workflow_template_id: Path<Uuid>,
    ) -> Outcome<Json<Listing<TemplateInstance>>> {
        let found = service::instances(&scope, workflow_template_id.0.into()).await?;
        Ok(Json(Listing { items: found.into_iter().map(Into::into).collect(), next_cursor: None }))
    }

    /// Makes a workflow of a template for each of these clients: for all of them or for none.
    #[oai(
        path = "/workflow-templates/:workflow_template_id/instances",
        method = "post",
        operation_id = "template_instance_create"
    )]
    async fn instantiate(
        &self,
        Staff(scope): Staff,
        workflow_template_id: Path<Uuid>,
        body: Json<NewTemplateInstances>,
    ) -> Outcome<Created<Listing<Workflow>>> {
        let NewTemplateInstances { workspace_ids, client_triggerable, at_once, publish } = body.0;
        let wanted = Instances {
            workspaces: workspace_ids.into_iter().map(Into::into).collect(),
            client_triggerable: client_triggerable.unwrap_or_default(),
            at_once: at_once.unwrap_or(1),
            publish: publish.unwrap_or_default(),
        };
        let made = service::instantiate(&scope, workflow_template_id.0.into(), wanted).await?;
        Ok(Created::within(listed(&scope, made).await?))
    }

    /// Brings workflows of a template to what it says now. Those that were changed are the answer.
    #[oai(
        path = "/workflow-templates/:workflow_template_id/roll-out",
        method = "post",
        operation_id = "workflow_template_roll_out"
    )]
    async fn roll_out(
        &self,
        Staff(scope): Staff,
        workflow_template_id: Path<Uuid>,
        body: Json<TemplateRollOut>,
    ) -> Outcome<Json<Listing<Workflow>>> {
        let only = body.0.workflow_ids.map(|ids| ids.into_iter().map(Into::into).collect());
        let brought = service::roll_out(&scope, workflow_template_id.0.into(), only).await?;
        Ok(Json(listed(&scope, brought).await?))
    }
}

async fn listed(scope: &AgencyScope, ids: Vec<WorkflowId>) -> Result<Listing<Workflow>> {
    let mut items = Vec::new();
    for id in ids {
        items.push(current(scope, id).await?);
    }
    Ok(Listing { items, next_cursor: None })
}

fn tagged(row: workflow_template::Model) -> Tagged<WorkflowTemplate> {
    let version = tag(row.version);
    Tagged::Ok(Json(row.into()), version)
}
