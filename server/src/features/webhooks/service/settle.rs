use chrono::TimeDelta;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use uuid::Uuid;

use super::pause::give_up;
use crate::access::{AgencyScope, ScopedUpdate};
use crate::entity::webhook_delivery::{Column, Entity, Model};
use crate::entity::words::{PauseReason, WebhookDeliveryState};
use crate::entity::{webhook, webhook_attempt};
use crate::error::Result;
use crate::features::webhooks::schedule;
use crate::features::webhooks::send::Outcome;
use crate::ids::{Id, WebhookAttemptId};

/// What says that nobody lives there any more (RFC 9110, 15.5.11).
const GONE: u16 = 410;

/// Writes what came of sending, and when it is tried again. A webhook to which nothing gets through any more is paused.
///
/// # Errors
/// When the database refuses.
pub async fn settle(scope: &AgencyScope, grouping: TimeDelta, sent: &Model, outcome: Outcome) -> Result<()> {
    scope
        .transaction(async |scope| {
            use webhook::{Column as W, Entity as Webhooks};
            let webhook = scope.find::<Webhooks>().filter(W::Id.eq(sent.webhook_id)).locked().first().await?;
            let delivery = scope.find::<Entity>().filter(Column::Id.eq(sent.id)).locked().first().await?;
            // They were removed meanwhile.
            let (Some(webhook), Some(delivery)) = (webhook, delivery) else { return Ok(()) };
            note(&scope, &delivery, &outcome).await?;
            let now = scope.now();
            if outcome.error.is_none() {
                end(&scope, &delivery, &outcome, WebhookDeliveryState::Delivered).await?;
                let well = scope.update::<Webhooks>().set_expr(W::FailingSince, Expr::cust("NULL"));
                well.filter(W::Id.eq(webhook.id)).filter(W::FailingSince.is_not_null()).exec().await?;
                return Ok(());
            }
            let failures = delivery.failures + 1;
            let gone = outcome.status == Some(GONE);
            match schedule::pause(failures, Uuid::new_v4().as_bytes()[0]).filter(|_| !gone) {
                Some(wait) => {
                    let later = tried(&scope, &delivery, &outcome).set(Column::Failures, failures);
                    later.set(Column::NextAt, now + wait).exec().await?;
                }
                None => end(&scope, &delivery, &outcome, WebhookDeliveryState::Failed).await?,
            }
            let since = webhook.failing_since.unwrap_or(outcome.started_at);
            let failing = scope.update::<Webhooks>().set(W::FailingSince, since).filter(W::Id.eq(webhook.id));
            failing.exec().await?;
            let reason = if gone {
                PauseReason::Gone
            } else if now - since >= schedule::DEAD_AFTER {
                PauseReason::Failing
            } else {
                return Ok(());
            };
            if webhook.paused_at.is_none() {
                give_up(&scope, grouping, &webhook, reason).await?;
            }
            Ok(())
        })
        .await
}

async fn note(scope: &AgencyScope, delivery: &Model, outcome: &Outcome) -> Result<()> {
    let row = webhook_attempt::ActiveModel {
        id: Set(WebhookAttemptId::new()),
        agency_id: NotSet,
        delivery_id: Set(delivery.id),
        number: Set(delivery.attempts + 1),
        started_at: Set(outcome.started_at),
        duration_ms: Set(i64::try_from(outcome.took.as_millis()).unwrap_or(i64::MAX)),
        status: Set(outcome.status.map(i32::from)),
        error: Set(outcome.error.clone()),
        response: Set(outcome.response.clone()),
    };
    scope.insert(row).await?;
    Ok(())
}

/// A change of the delivery that says that it was tried.
fn tried<'s>(scope: &'s AgencyScope, delivery: &Model, outcome: &Outcome) -> ScopedUpdate<'s, Entity> {
    let update = scope.update::<Entity>().set(Column::Attempts, delivery.attempts + 1);
    let update = update.set(Column::LastAttemptAt, outcome.started_at);
    let update = update.set(Column::LastStatus, outcome.status.map(i32::from));
    update.set(Column::LastError, outcome.error.clone()).filter(Column::Id.eq(delivery.id))
}

async fn end(scope: &AgencyScope, delivery: &Model, outcome: &Outcome, state: WebhookDeliveryState) -> Result<()> {
    let ended = tried(scope, delivery, outcome).set(Column::State, state).set(Column::SettledAt, scope.now());
    ended.set_expr(Column::NextAt, Expr::cust("NULL")).exec().await?;
    Ok(())
}
