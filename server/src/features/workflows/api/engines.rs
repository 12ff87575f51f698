use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::inputs::NewWorkflowInput;
use super::wire::Workflow;
use super::workflows::current;
use crate::api::{Admin, Created, Done, Listing, Outcome, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::connector::Connector;
use crate::entity::engine::Model;
use crate::entity::words::WorkflowEngine;
use crate::features::workflows::service::{self, EngineChange, NewBacked, NewEngine};

/// What an engine is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum EngineKind {
    N8n,
    /// Anything that takes signed requests.
    Http,
}

impl From<EngineKind> for WorkflowEngine {
    fn from(kind: EngineKind) -> Self {
        match kind {
            EngineKind::N8n => Self::N8n,
            EngineKind::Http => Self::Http,
        }
    }
}

/// Another program that runs workflows.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct Engine {
    id: Uuid,
    kind: EngineKind,
    name: String,
    url: String,
    has_api_key: bool,
    /// What both sides sign with, shown once.
    signing_secret: Option<String>,
    /// Counts the changes; the `ETag` names it.
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Model> for Engine {
    fn from(row: Model) -> Self {
        Self {
            id: row.id.into(),
            kind: if row.kind == WorkflowEngine::N8n { EngineKind::N8n } else { EngineKind::Http },
            name: row.name,
            url: row.url,
            has_api_key: row.api_key.is_some(),
            signing_secret: None,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Another engine to set up.
#[derive(Object)]
#[oai(deny_unknown_fields, rename = "NewEngine")]
struct NewEngineBody {
    kind: EngineKind,
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Text,
    /// Where it is, such as `https://n8n.example.com`.
    #[oai(validator(min_length = 1, max_length = 2000))]
    url: Text,
    /// For n8n: what opens its public API. It is sealed, and never told again.
    #[oai(validator(max_length = 4000))]
    api_key: Option<Text>,
}

/// What to change of it; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields, rename = "EngineChange")]
struct EngineChangeBody {
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Option<Text>,
    #[oai(validator(min_length = 1, max_length = 2000))]
    url: Option<Text>,
    #[oai(validator(max_length = 4000))]
    api_key: Option<Text>,
}

/// What an engine has that could be a workflow here.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct EngineOffer {
    /// Its name there.
    remote_id: String,
    name: String,
    /// Whether it runs there.
    active: bool,
    /// Whether a run of it can be started from here.
    can_start: bool,
}

/// A workflow to be, that another engine runs.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewEngineWorkflow {
    /// Whose it is; it stays so.
    workspace_id: Uuid,
    /// What it is called there when left out.
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Option<Text>,
    /// What it is for; its client reads it.
    #[oai(validator(min_length = 1, max_length = 500))]
    purpose: Text,
    /// Whether those of the client who may run workflows may start it; they may not when left out.
    client_triggerable: Option<bool>,
    /// How many of its runs run at the same time, from 1 to 50; 1 when left out.
    at_once: Option<i32>,
    /// What whoever starts it by hand is asked; nothing when left out.
    inputs: Option<Vec<NewWorkflowInput>>,
    /// For n8n: which of its workflows.
    #[oai(validator(max_length = 200))]
    remote_id: Option<Text>,
    /// For others: where a signed POST starts it, on the engine's own host.
    #[oai(validator(max_length = 2000))]
    start_url: Option<Text>,
    /// For others: where one asks how a run stands, with `{id}` in the place of its name there.
    #[oai(validator(max_length = 2000))]
    status_url: Option<Text>,
    /// For others: where a signed POST says that a run was cancelled here, with `{id}` in the place of its name there.
    #[oai(validator(max_length = 2000))]
    cancel_url: Option<Text>,
}

/// Other programs that run workflows.
pub struct EngineApi;

#[OpenApi(tag = "Tag::Workflows")]
impl EngineApi {
    /// The agency's other engines, the latest first.
    #[oai(path = "/engines", method = "get", operation_id = "engine_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Engine>>> {
        let page = service::engines(&scope, &paging(limit.0, cursor.0.as_deref())?).await?;
        Ok(Json(Listing::of(page, Engine::from)))
    }

    /// Sets another engine up. What both sides sign with is shown once. For an owner or an admin.
    #[oai(path = "/engines", method = "post", operation_id = "engine_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        body: Json<NewEngineBody>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Engine>> {
        let NewEngineBody { kind, name, url, api_key } = body.0;
        let (name, url, api_key) = (name.into(), url.into(), api_key.map(Into::into));
        let row = service::create_engine(&scope, NewEngine { kind: kind.into(), name, url, api_key }).await?;
        let signing_secret = Some(service::engine_secret(&scope, &row)?.reveal().to_owned());
        Ok(Created::within(Engine { signing_secret, ..row.into() }))
    }

    /// Changes where an engine is, what it is called or what opens it. For an owner or an admin.
    #[oai(path = "/engines/:engine_id", method = "patch", operation_id = "engine_update")]
    async fn update(
        &self,
        Admin(scope): Admin,
        engine_id: Path<Uuid>,
        body: Json<EngineChangeBody>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Engine>> {
        let seen = expect_version(if_match.0.as_deref())?;
        let EngineChangeBody { name, url, api_key } = body.0;
        let change =
            EngineChange { name: name.map(Into::into), url: url.map(Into::into), api_key: api_key.map(Into::into) };
        let row = service::change_engine(&scope, engine_id.0.into(), seen, change).await?;
        let version = tag(row.version);
        Ok(Tagged::Ok(Json(row.into()), version))
    }

    /// Removes an engine where no workflow runs. For an owner or an admin.
    #[oai(path = "/engines/:engine_id", method = "delete", operation_id = "engine_delete")]
    async fn delete(&self, Admin(scope): Admin, engine_id: Path<Uuid>) -> Outcome<Done> {
        service::delete_engine(&scope, engine_id.0.into()).await?;
        Ok(Done::Done)
    }

    /// What an n8n has that could be a workflow here; nothing for other engines, which do not say.
    #[oai(path = "/engines/:engine_id/workflows", method = "get", operation_id = "engine_workflow_list")]
    async fn offered(
        &self,
        Staff(scope): Staff,
        connector: Data<&Arc<Connector>>,
        engine_id: Path<Uuid>,
    ) -> Outcome<Json<Listing<EngineOffer>>> {
        let found = service::offered(&scope, &connector.outgoing, engine_id.0.into()).await?;
        let items = found.into_iter().map(|offer| EngineOffer {
            remote_id: offer.id,
            name: offer.name,
            active: offer.active,
            can_start: offer.start_url.is_some(),
        });
        Ok(Json(Listing { items: items.collect(), next_cursor: None }))
    }

    /// Makes a workflow of what another engine runs. It is a draft, and begins when it is resumed.
    #[oai(path = "/engines/:engine_id/workflows", method = "post", operation_id = "engine_workflow_create")]
    async fn import(
        &self,
        Staff(scope): Staff,
        connector: Data<&Arc<Connector>>,
        engine_id: Path<Uuid>,
        body: Json<NewEngineWorkflow>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Workflow>> {
        let body = body.0;
        let new = NewBacked {
            engine: engine_id.0.into(),
            workspace: body.workspace_id.into(),
            name: body.name.map(Into::into),
            purpose: body.purpose.into(),
            client_triggerable: body.client_triggerable.unwrap_or_default(),
            at_once: body.at_once.unwrap_or(1),
            inputs: body.inputs.unwrap_or_default().into_iter().map(Into::into).collect(),
            remote_id: body.remote_id.map(Into::into),
            start_url: body.start_url.map(Into::into),
            status_url: body.status_url.map(Into::into),
            cancel_url: body.cancel_url.map(Into::into),
        };
        let id = service::import(&scope, &connector.outgoing, new).await?;
        Ok(Created::at("workflows", id, current(&scope, id).await?))
    }
}
