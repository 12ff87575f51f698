use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::wire::{WebhookDelivery, WebhookDeliveryDetail, WebhookDeliveryState, WebhookReplay, WebhookReplayed};
use crate::api::{Admin, Created, Listing, Outcome, Tag, paging};
use crate::features::webhooks::service;

/// What webhooks were told.
pub struct DeliveryApi;

#[OpenApi(tag = "Tag::Webhooks")]
impl DeliveryApi {
    /// What a webhook was told, or is to be told; the latest first. It is kept for 30 days. For an owner or an admin.
    #[oai(path = "/webhooks/:webhook_id/deliveries", method = "get", operation_id = "webhook_delivery_list")]
    async fn list(
        &self,
        Admin(scope): Admin,
        webhook_id: Path<Uuid>,
        state: Query<Option<WebhookDeliveryState>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<WebhookDelivery>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::deliveries(&scope, webhook_id.0.into(), state.0.map(Into::into), &paging).await?;
        Ok(Json(Listing::of(page, WebhookDelivery::from)))
    }

    /// One delivery with what was sent, and every try of it. For an owner or an admin.
    #[oai(
        path = "/webhooks/:webhook_id/deliveries/:webhook_delivery_id",
        method = "get",
        operation_id = "webhook_delivery_view"
    )]
    async fn view(
        &self,
        Admin(scope): Admin,
        webhook_id: Path<Uuid>,
        webhook_delivery_id: Path<Uuid>,
    ) -> Outcome<Json<WebhookDeliveryDetail>> {
        let whole = service::attempts_of(&scope, webhook_id.0.into(), webhook_delivery_id.0.into()).await?;
        Ok(Json(whole.into()))
    }

    /// Sends something again, under the id that it had. For an owner or an admin.
    #[oai(
        path = "/webhooks/:webhook_id/deliveries/:webhook_delivery_id/replay",
        method = "post",
        operation_id = "webhook_delivery_replay"
    )]
    async fn replay(
        &self,
        Admin(scope): Admin,
        webhook_id: Path<Uuid>,
        webhook_delivery_id: Path<Uuid>,
    ) -> Outcome<Json<WebhookDelivery>> {
        let row = service::replay(&scope, webhook_id.0.into(), webhook_delivery_id.0.into()).await?;
        Ok(Json(row.into()))
    }

    /// Sends everything again that failed or was missed since a time. For an owner or an admin.
    #[oai(path = "/webhooks/:webhook_id/replay", method = "post", operation_id = "webhook_replay")]
    async fn replay_since(
        &self,
        Admin(scope): Admin,
        webhook_id: Path<Uuid>,
        body: Json<WebhookReplay>,
    ) -> Outcome<Json<WebhookReplayed>> {
        let count = service::replay_since(&scope, webhook_id.0.into(), body.0.since).await?;
        Ok(Json(WebhookReplayed { count: i64::try_from(count).unwrap_or(i64::MAX) }))
    }

    /// Sends a webhook an event that says nothing, to try it out. For an owner or an admin.
    #[oai(path = "/webhooks/:webhook_id/test", method = "post", operation_id = "webhook_test")]
    async fn test(
        &self,
        Admin(scope): Admin,
        webhook_id: Path<Uuid>,
        /// Makes a repetition answer with what was sent first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<WebhookDelivery>> {
        let row = service::send_test(&scope, webhook_id.0.into()).await?;
        let path = format!("webhooks/{}/deliveries", webhook_id.0);
        Ok(Created::at(&path, row.id, row.into()))
    }
}
