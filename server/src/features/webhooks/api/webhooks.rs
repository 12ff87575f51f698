use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::wire::{NewWebhookBody, Webhook, WebhookChangeBody, WebhookEventType};
use crate::api::{Admin, Created, Done, Listing, Outcome, Tag, Tagged, expect_version, paging, tag};
use crate::connector::Connector;
use crate::entity::webhook::Model;
use crate::features::webhooks::catalogue;
use crate::features::webhooks::service::{self, NewWebhook, WebhookChange};

/// Where the agency is told of what happens.
pub struct WebhookApi;

#[OpenApi(tag = "Tag::Webhooks")]
impl WebhookApi {
    /// The events that a webhook can be told of. For an owner or an admin.
    #[oai(path = "/webhook-event-types", method = "get", operation_id = "webhook_event_type_list")]
    async fn event_types(&self, Admin(_scope): Admin) -> Outcome<Json<Listing<WebhookEventType>>> {
        Ok(Json(Listing { items: catalogue::all().map(Into::into).collect(), next_cursor: None }))
    }

    /// The agency's webhooks, the latest first. For an owner or an admin.
    #[oai(path = "/webhooks", method = "get", operation_id = "webhook_list")]
    async fn list(
        &self,
        Admin(scope): Admin,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Webhook>>> {
        let page = service::list(&scope, &paging(limit.0, cursor.0.as_deref())?).await?;
        Ok(Json(Listing::of(page, Webhook::from)))
    }

    /// Sets a webhook up. Its secret is shown only now. For an owner or an admin.
    #[oai(path = "/webhooks", method = "post", operation_id = "webhook_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        connector: Data<&Arc<Connector>>,
        body: Json<NewWebhookBody>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Webhook>> {
        let NewWebhookBody { url, description, event_types } = body.0;
        let new = NewWebhook {
            url: url.into(),
            description: description.unwrap_or_default().into(),
            event_types: event_types.into_iter().map(Into::into).collect(),
        };
        let row = service::create(&scope, &connector.outgoing, new).await?;
        let secret = Some(service::opened(&scope, &row)?.reveal().to_owned());
        Ok(Created::at("webhooks", row.id, Webhook { secret, ..row.into() }))
    }

    /// One webhook. For an owner or an admin.
    #[oai(path = "/webhooks/:webhook_id", method = "get", operation_id = "webhook_view")]
    async fn view(&self, Admin(scope): Admin, webhook_id: Path<Uuid>) -> Outcome<Tagged<Webhook>> {
        Ok(tagged(service::find(&scope, webhook_id.0.into()).await?))
    }

    /// Changes where a webhook is, what it is for or what it is told of. For an owner or an admin.
    #[oai(path = "/webhooks/:webhook_id", method = "patch", operation_id = "webhook_update")]
    async fn update(
        &self,
        Admin(scope): Admin,
        connector: Data<&Arc<Connector>>,
        webhook_id: Path<Uuid>,
        body: Json<WebhookChangeBody>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Webhook>> {
        let seen = expect_version(if_match.0.as_deref())?;
        let WebhookChangeBody { url, description, event_types } = body.0;
        let change = WebhookChange {
            url: url.map(Into::into),
            description: description.map(Into::into),
            event_types: event_types.map(|names| names.into_iter().map(Into::into).collect()),
        };
        Ok(tagged(service::change(&scope, &connector.outgoing, webhook_id.0.into(), seen, change).await?))
    }

    /// Removes a webhook, with all that was sent to it. For an owner or an admin.
    #[oai(path = "/webhooks/:webhook_id", method = "delete", operation_id = "webhook_delete")]
    async fn delete(&self, Admin(scope): Admin, webhook_id: Path<Uuid>) -> Outcome<Done> {
        service::remove(&scope, webhook_id.0.into()).await?;
        Ok(Done::Done)
    }

    /// Has a webhook told of nothing until it is resumed. For an owner or an admin.
    #[oai(path = "/webhooks/:webhook_id/pause", method = "post", operation_id = "webhook_pause")]
    async fn pause(&self, Admin(scope): Admin, webhook_id: Path<Uuid>) -> Outcome<Tagged<Webhook>> {
        Ok(tagged(service::pause(&scope, webhook_id.0.into()).await?))
    }

    /// Has a webhook told again. For an owner or an admin.
    #[oai(path = "/webhooks/:webhook_id/resume", method = "post", operation_id = "webhook_resume")]
    async fn resume(&self, Admin(scope): Admin, webhook_id: Path<Uuid>) -> Outcome<Tagged<Webhook>> {
        Ok(tagged(service::resume(&scope, webhook_id.0.into()).await?))
    }

    /// Has what is sent signed with a new secret, which is shown only now, and for a day with the one before, too. For an
    /// owner or an admin.
    #[oai(path = "/webhooks/:webhook_id/rotate-secret", method = "post", operation_id = "webhook_rotate_secret")]
    async fn rotate(&self, Admin(scope): Admin, webhook_id: Path<Uuid>) -> Outcome<Tagged<Webhook>> {
        let row = service::rotate(&scope, webhook_id.0.into()).await?;
        let (secret, version) = (Some(service::opened(&scope, &row)?.reveal().to_owned()), tag(row.version));
        Ok(Tagged::Ok(Json(Webhook { secret, ..row.into() }), version))
    }
}

fn tagged(row: Model) -> Tagged<Webhook> {
    let version = tag(row.version);
    Tagged::Ok(Json(row.into()), version)
}
