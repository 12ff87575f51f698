//! Tells a webhook what is due, one thing after the other in their order. A place is taken before anybody is asked, and
//! what came of it is written afterwards: who dies between the two asks again, under the same id.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, InvalidHeaderValue};
use reqwest::{Method, Url};
use sea_orm::ColumnTrait;
use tokio::time::Instant;

use super::{service, signature};
use crate::access::AgencyScope;
use crate::entity::webhook_delivery::{Column, Entity, Model};
use crate::entity::{webhook, webhook_event};
use crate::error::{Error, Result};
use crate::ids::WebhookId;
use crate::jobs::Context;
use crate::outgoing::{Ask, Failed};
use crate::text;

/// How long a webhook may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long one job goes on; the rest is done with the next.
const BUDGET: Duration = Duration::from_secs(30);
/// Who takes longer is not asked again by the same job.
const SLOW: Duration = Duration::from_secs(3);
/// How long something that is being sent is nobody else's.
const HELD: TimeDelta = TimeDelta::minutes(2);
/// How much of an answer is kept, in bytes.
const KEPT: usize = 2048;

/// Something to be sent.
struct Errand {
    webhook: webhook::Model,
    delivery: Model,
    payload: String,
}

/// What came of asking.
pub struct Outcome {
    pub started_at: DateTime<Utc>,
    pub took: Duration,
    /// What was answered, if anything.
    pub status: Option<u16>,
    pub response: Option<String>,
    /// Why it does not count, where it does not.
    pub error: Option<String>,
}

/// Tells a webhook all that is due. One that gives no answer, or a slow one, is told the rest another time.
///
/// # Errors
/// When the database refuses.
pub async fn send(scope: &AgencyScope, webhook: WebhookId, context: &Context) -> Result<()> {
    let until = Instant::now() + BUDGET;
    while Instant::now() < until {
        let Some(errand) = next(scope, webhook).await? else { break };
        let outcome = ask(scope, context, &errand).await;
        let slow = outcome.status.is_none() || outcome.took > SLOW;
        service::settle(scope, context.letters.grouping, &errand.delivery, outcome).await?;
        if slow {
            break;
        }
    }
    Ok(())
}

/// The earliest that is due, kept from everybody else for a while.
async fn next(scope: &AgencyScope, id: WebhookId) -> Result<Option<Errand>> {
    scope
        .transaction(async |scope| {
            let open = scope.find::<webhook::Entity>().filter(webhook::Column::PausedAt.is_null());
            let Some(webhook) = open.filter(webhook::Column::Id.eq(id)).first().await? else { return Ok(None) };
            let now = scope.now();
            let due = scope.find::<Entity>().filter(Column::WebhookId.eq(id)).filter(Column::NextAt.lte(now));
            let Some(delivery) = due.asc(Column::Id).locked().first().await? else { return Ok(None) };
            let held = scope.update::<Entity>().set(Column::NextAt, now + HELD);
            held.filter(Column::Id.eq(delivery.id)).exec().await?;
            let event = scope.find::<webhook_event::Entity>();
            let event = event.filter(webhook_event::Column::Id.eq(delivery.event_id)).one().await?;
            Ok(Some(Errand { webhook, delivery, payload: event.payload }))
        })
        .await
}

async fn ask(scope: &AgencyScope, context: &Context, errand: &Errand) -> Outcome {
    let started_at = scope.now();
    let silent = |took, error| Outcome { started_at, took, status: None, response: None, error: Some(error) };
    let ask = match signed(scope, errand, started_at.timestamp()) {
        Ok(ask) => ask,
        Err(error) => {
            tracing::error!(?error, webhook = %errand.webhook.id, "a webhook cannot be told of anything");
            return silent(Duration::ZERO, "what it is signed with cannot be opened; have another secret".into());
        }
    };
    let began = Instant::now();
    let answer = context.connector.outgoing.ask_briefly(ask, KEPT).await;
    let took = began.elapsed();
    let answer = match answer {
        Ok(answer) => answer,
        Err(failed) => return silent(took, said(&failed)),
    };
    let status = answer.status;
    let error = if status.is_success() {
        None
    } else if status.is_redirection() {
        Some(format!("the answer was {}: redirects are not followed", status.as_u16()))
    } else {
        Some(format!("the answer was {}", status.as_u16()))
    };
    let response = Some(text::clean(&String::from_utf8_lossy(&answer.body)));
    Outcome { started_at, took, status: Some(status.as_u16()), response, error }
}

fn signed(scope: &AgencyScope, errand: &Errand, timestamp: i64) -> Result<Ask> {
    let secrets = service::secrets(scope, &errand.webhook)?;
    let id = errand.delivery.event_id.to_string();
    let proof = signature::header(secrets.iter(), &id, timestamp, &errand.payload)?;
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(HeaderName::from_static("webhook-id"), word(&id)?);
    headers.insert(HeaderName::from_static("webhook-timestamp"), word(&timestamp.to_string())?);
    headers.insert(HeaderName::from_static("webhook-signature"), word(&proof)?);
    let url = Url::parse(&errand.webhook.url).map_err(Error::internal)?;
    Ok(Ask { method: Method::POST, url, headers, body: errand.payload.clone().into_bytes(), timeout: PATIENCE })
}

/// Why there was no answer, without what the network says: that may name what is inside.
fn said(failed: &Failed) -> String {
    match failed {
        Failed::Forbidden => "this address leads inside a network or is not https, and is not asked".into(),
        Failed::Unreachable(_) => "nobody answers there, or with a certificate that is not to be trusted".into(),
        Failed::Slow | Failed::TooLarge | Failed::Around => failed.to_string(),
    }
}

fn word(text: &str) -> Result<HeaderValue> {
    let made: Result<HeaderValue, InvalidHeaderValue> = HeaderValue::from_str(text);
    made.map_err(Error::internal)
}
