//! Writes what webhooks are to be told. What happened is in the table of happenings, since the transaction in which it
//! did; whoever is free takes some of them and writes an event, with a delivery for each webhook that wants it, and notes
//! that they are taken, in one transaction: each is written once.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use uuid::Uuid;

use super::jobs::SendWebhook;
use super::{catalogue, payload};
use crate::access::AgencyScope;
use crate::entity::words::WebhookDeliveryState;
use crate::entity::{activity, webhook, webhook_delivery, webhook_event};
use crate::error::{Error, Result};
use crate::features::activity as activities;
use crate::ids::{Id, WebhookDeliveryId, WebhookEventId};
use crate::jobs::{self, Context};

/// How many happenings one transaction takes: others wait for it.
const AT_ONCE: u64 = 32;

/// Writes what webhooks are to be told of what waits; says of how many happenings.
///
/// # Errors
/// When the database does not answer.
pub async fn take_waiting(context: &Context) -> Result<usize> {
    let mut taken = 0;
    for agency in context.system.agencies_with_unhooked().await? {
        let scope = context.system.agency(agency);
        taken += match take_some(&scope, AT_ONCE).await {
            Err(Error::Unavailable(error)) => return Err(Error::Unavailable(error)),
            Err(error) => {
                tracing::error!(?error, %agency, "telling webhooks of what happened; going on one by one");
                take_one(&scope).await?
            }
            Ok(taken) => taken,
        };
    }
    Ok(taken)
}

async fn take_some(scope: &AgencyScope, most: u64) -> Result<usize> {
    scope
        .transaction(async |scope| {
            let webhooks = scope.find::<webhook::Entity>().all().await?;
            if webhooks.is_empty() {
                activities::hooked_all(&scope).await?;
                return Ok(0);
            }
            let waiting = activities::unhooked(&scope, most).await?;
            for happening in &waiting {
                take(&scope, &webhooks, happening).await?;
            }
            if !waiting.is_empty() {
                activities::hooked(&scope, waiting.iter().map(|happening| happening.id)).await?;
            }
            Ok(waiting.len())
        })
        .await
}

/// Takes the earliest alone, or leaves it out: one that cannot be told must not keep the others waiting.
async fn take_one(scope: &AgencyScope) -> Result<usize> {
    if let Ok(taken) = take_some(scope, 1).await {
        return Ok(taken);
    }
    scope
        .transaction(async |scope| {
            let Some(activity) = activities::first_unhooked(&scope).await? else { return Ok(0) };
            tracing::error!(%activity, "no webhook can be told of this");
            activities::hooked(&scope, [activity]).await?;
            Ok(1)
        })
        .await
}

async fn take(scope: &AgencyScope, webhooks: &[webhook::Model], happening: &activity::Model) -> Result<()> {
    let Some(event) = catalogue::of(happening.kind) else { return Ok(()) };
    let wanting: Vec<&webhook::Model> = webhooks.iter().filter(|webhook| wants(webhook, event.name)).collect();
    if wanting.is_empty() {
        return Ok(());
    }
    let id = WebhookEventId::from(Uuid::from(happening.id));
    let payload = payload::of(scope, event.name, happening).await?;
    write_event(scope, id, event.name, payload, happening.created_at).await?;
    for webhook in wanting {
        deliver(scope, webhook, id, event.name, happening.created_at).await?;
    }
    Ok(())
}

fn wants(webhook: &webhook::Model, event: &str) -> bool {
    webhook.event_types.split(' ').any(|word| word == event)
}

/// Writes an event, in the scope's transaction.
///
/// # Errors
/// When the database refuses.
pub async fn write_event(
    scope: &AgencyScope,
    id: WebhookEventId,
    event: &str,
    payload: String,
    at: DateTime<Utc>,
) -> Result<()> {
    let row = webhook_event::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        event_type: Set(event.to_owned()),
        payload: Set(payload),
        created_at: Set(at),
    };
    scope.insert(row).await?;
    Ok(())
}

/// Writes that a webhook is to be told of an event, in the scope's transaction. One that is paused misses it.
///
/// # Errors
/// When the database refuses.
pub async fn deliver(
    scope: &AgencyScope,
    webhook: &webhook::Model,
    event: WebhookEventId,
    kind: &str,
    at: DateTime<Utc>,
) -> Result<webhook_delivery::Model> {
    let paused = webhook.paused_at.is_some();
    let state = if paused { WebhookDeliveryState::Missed } else { WebhookDeliveryState::Waiting };
    let row = webhook_delivery::ActiveModel {
        id: Set(WebhookDeliveryId::new()),
        agency_id: NotSet,
        webhook_id: Set(webhook.id),
        event_id: Set(event),
        event_type: Set(kind.to_owned()),
        state: Set(state),
        attempts: Set(0),
        failures: Set(0),
        next_at: Set((!paused).then(|| scope.now())),
        last_attempt_at: Set(None),
        last_status: Set(None),
        last_error: Set(None),
        created_at: Set(at),
        settled_at: Set(None),
    };
    let row = scope.insert(row).await?;
    if !paused {
        jobs::enqueue(scope, &SendWebhook { agency: scope.agency(), webhook: webhook.id }).await?;
    }
    Ok(row)
}
