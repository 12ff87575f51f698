use chrono::{DateTime, Utc};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::json;

use super::deliveries::find_delivery;
use super::webhooks::{held, host};
use crate::access::{AdminScope, AgencyScope, ScopedUpdate, in_years};
use crate::entity::webhook;
use crate::entity::webhook_delivery::{Column, Entity, Model};
use crate::entity::words::WebhookDeliveryState;
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::webhooks::jobs::SendWebhook;
use crate::features::webhooks::{catalogue, payload, take};
use crate::ids::{Id, WebhookDeliveryId, WebhookEventId, WebhookId};
use crate::jobs;

/// Has something sent again, under the id that it had.
///
/// # Errors
/// [`Error::NotFound`], also where it is another webhook's; a conflict while the webhook is paused.
pub async fn replay(scope: &AdminScope, webhook: WebhookId, id: WebhookDeliveryId) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let row = open(&scope, webhook).await?;
            let delivery = find_delivery(&scope, webhook, id).await?;
            in_line(&scope).filter(Column::Id.eq(id)).exec().await?;
            jobs::enqueue(&scope, &SendWebhook { agency: scope.agency(), webhook }).await?;
            let answer = find_delivery(&scope, webhook, id).await?;
            let entry = Entry::new("webhook.replayed").target("webhook", webhook, host(&row));
            audit::record(&scope, entry.detail(json!({ "event_id": delivery.event_id }))).await?;
            Ok(answer)
        })
        .await
}

/// Has everything sent again that failed or was missed since then; says how much that is.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's; a conflict while the webhook is paused; [`Error::Invalid`] at
/// `since`.
pub async fn replay_since(scope: &AdminScope, webhook: WebhookId, since: DateTime<Utc>) -> Result<u64> {
    in_years("since", &since)?;
    scope
        .transaction(async |scope| {
            let row = open(&scope, webhook).await?;
            let lost = in_line(&scope).filter(Column::WebhookId.eq(webhook)).filter(Column::CreatedAt.gte(since));
            let states = [WebhookDeliveryState::Failed, WebhookDeliveryState::Missed];
            let count = lost.filter(Column::State.is_in(states)).exec().await?;
            jobs::enqueue(&scope, &SendWebhook { agency: scope.agency(), webhook }).await?;
            let entry = Entry::new("webhook.replayed").target("webhook", webhook, host(&row));
            audit::record(&scope, entry.detail(json!({ "since": since, "count": count }))).await?;
            Ok(count)
        })
        .await
}

/// Sends it an event that says nothing, to try it out.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's; a conflict while it is paused.
pub async fn send_test(scope: &AdminScope, webhook: WebhookId) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let row = open(&scope, webhook).await?;
            let event = WebhookEventId::new();
            if let Some(earlier) = scope.claim_once("webhook_test", event).await? {
                let sent = scope.find::<Entity>().filter(Column::WebhookId.eq(webhook));
                return sent.filter(Column::EventId.eq(WebhookEventId::from(earlier))).one().await;
            }
            let now = scope.now();
            let data = json!({ "webhook_id": webhook, "message": "This only tries the webhook out." });
            take::write_event(&scope, event, catalogue::TEST, payload::body(catalogue::TEST, now, data), now).await?;
            let delivery = take::deliver(&scope, &row, event, catalogue::TEST, now).await?;
            audit::record(&scope, Entry::new("webhook.tested").target("webhook", webhook, host(&row))).await?;
            Ok(delivery)
        })
        .await
}

/// The webhook, held, which is told of things.
async fn open(scope: &AgencyScope, id: WebhookId) -> Result<webhook::Model> {
    let row = held(scope, id).await?;
    match row.paused_at {
        Some(_) => Err(Error::conflict("webhook_paused", "it is paused; resume it first")),
        None => Ok(row),
    }
}

/// A change of deliveries that puts them in line anew.
fn in_line(scope: &AgencyScope) -> ScopedUpdate<'_, Entity> {
    let update = scope.update::<Entity>().set(Column::State, WebhookDeliveryState::Waiting).set(Column::Failures, 0);
    update.set(Column::NextAt, scope.now()).set_expr(Column::SettledAt, Expr::cust("NULL"))
}
