use std::sync::Arc;

use poem::web::Data;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::wire::{TriggerKind, WorkflowTrigger};
use crate::api::{Created, Done, Outcome, Staff, Tag, Text};
use crate::error::{Error, Result};
use crate::features::workflows::service::{self, Trigger};
use crate::web::Site;

/// A trigger to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewTrigger {
    kind: TriggerKind,
    /// For a schedule: minute, hour, day, month, day of the week.
    cron: Option<Text>,
    /// For a schedule: an IANA time zone.
    time_zone: Option<Text>,
    /// For a webhook: whether senders have to sign.
    signed: Option<bool>,
    /// For a form: which.
    form_id: Option<Uuid>,
}

impl TryFrom<NewTrigger> for service::NewTrigger {
    type Error = Error;

    fn try_from(new: NewTrigger) -> Result<Self> {
        let missing = |field: &'static str| Error::field(field, "Say this for a trigger of this kind.");
        Ok(match new.kind {
            TriggerKind::Schedule => Self::Schedule {
                cron: new.cron.ok_or_else(|| missing("cron"))?.into(),
                time_zone: new.time_zone.ok_or_else(|| missing("time_zone"))?.into(),
            },
            TriggerKind::Webhook => Self::Webhook { signed: new.signed.unwrap_or_default() },
            TriggerKind::Form => Self::Form(new.form_id.ok_or_else(|| missing("form_id"))?.into()),
        })
    }
}

/// What starts a workflow by itself.
#[derive(Object)]
struct WorkflowTriggers {
    items: Vec<WorkflowTrigger>,
}

/// What starts workflows by itself.
pub struct TriggerApi;

#[OpenApi(tag = "Tag::Workflows")]
impl TriggerApi {
    /// What starts a workflow by itself.
    #[oai(path = "/workflows/:workflow_id/triggers", method = "get", operation_id = "workflow_trigger_list")]
    async fn list(&self, Staff(scope): Staff, workflow_id: Path<Uuid>) -> Outcome<Json<WorkflowTriggers>> {
        let rows = service::triggers(&scope, workflow_id.0.into()).await?;
        Ok(Json(WorkflowTriggers { items: rows.into_iter().map(Into::into).collect() }))
    }

    /// Has something start a workflow by itself. A webhook's address and what its senders sign with are shown once.
    #[oai(path = "/workflows/:workflow_id/triggers", method = "post", operation_id = "workflow_trigger_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        site: Data<&Arc<Site>>,
        workflow_id: Path<Uuid>,
        body: Json<NewTrigger>,
    ) -> Outcome<Created<WorkflowTrigger>> {
        let Trigger { row, token, secret } =
            service::create_trigger(&scope, workflow_id.0.into(), body.0.try_into()?).await?;
        let url = token.map(|token| format!("{}/hooks/{token}", site.base_url));
        Ok(Created::within(WorkflowTrigger { url, signing_secret: secret, ..row.into() }))
    }

    /// Takes a trigger away. What it has started goes on.
    #[oai(
        path = "/workflows/:workflow_id/triggers/:workflow_trigger_id",
        method = "delete",
        operation_id = "workflow_trigger_delete"
    )]
    async fn delete(
        &self,
        Staff(scope): Staff,
        workflow_id: Path<Uuid>,
        workflow_trigger_id: Path<Uuid>,
    ) -> Outcome<Done> {
        service::delete_trigger(&scope, workflow_id.0.into(), workflow_trigger_id.0.into()).await?;
        Ok(Done::Done)
    }
}
