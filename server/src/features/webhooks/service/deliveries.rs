use sea_orm::ColumnTrait;

use super::webhooks::find;
use crate::access::{AdminScope, AgencyScope, Page, Paging, Sort};
use crate::entity::webhook_delivery::{Column, Entity, Model};
use crate::entity::words::WebhookDeliveryState;
use crate::entity::{webhook_attempt, webhook_event};
use crate::error::Result;
use crate::ids::{WebhookDeliveryId, WebhookId};

/// A delivery with what was sent, and every try of it.
pub struct Whole {
    pub delivery: Model,
    pub payload: String,
    pub attempts: Vec<webhook_attempt::Model>,
}

/// What a webhook was told, or was to be told; the latest first.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn deliveries(
    scope: &AdminScope,
    webhook: WebhookId,
    state: Option<WebhookDeliveryState>,
    paging: &Paging,
) -> Result<Page<Model>> {
    find(scope, webhook).await?;
    let rows = scope.find::<Entity>().filter(Column::WebhookId.eq(webhook));
    let rows = rows.filter_if(state, |state| Column::State.eq(state));
    rows.page(paging, Sort::newest(|row: &Model| row.id.into())).await
}

/// One of them.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another webhook's.
pub(super) async fn find_delivery(scope: &AgencyScope, webhook: WebhookId, id: WebhookDeliveryId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::WebhookId.eq(webhook)).one().await
}

/// One of them with all there is to it.
///
/// # Errors
/// As for [`find_delivery`].
pub async fn attempts_of(scope: &AdminScope, webhook: WebhookId, id: WebhookDeliveryId) -> Result<Whole> {
    let delivery = find_delivery(scope, webhook, id).await?;
    let event = scope.find::<webhook_event::Entity>().filter(webhook_event::Column::Id.eq(delivery.event_id));
    let payload = event.one().await?.payload;
    let attempts = scope.find::<webhook_attempt::Entity>().filter(webhook_attempt::Column::DeliveryId.eq(id));
    let attempts = attempts.asc(webhook_attempt::Column::Id).all().await?;
    Ok(Whole { delivery, payload, attempts })
}
