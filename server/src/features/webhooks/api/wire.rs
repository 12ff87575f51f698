use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::api::{Text, both_ways};
use crate::entity::{webhook, webhook_attempt, webhook_delivery};
use crate::features::webhooks::catalogue::Event;
use crate::features::webhooks::service::Whole;

/// Why a webhook is paused.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum WebhookPause {
    /// Somebody of the staff wanted it so.
    Staff,
    /// Nothing got through for two days.
    Failing,
    /// It answered that it is gone.
    Gone,
}

/// Where it stands that a webhook is told of an event.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum WebhookDeliveryState {
    /// It is tried, or tried again.
    Waiting,
    Delivered,
    /// It was tried for the last time.
    Failed,
    /// The webhook was paused when it happened.
    Missed,
}

both_ways!(WebhookPause = PauseReason { Staff, Failing, Gone });
both_ways!(WebhookDeliveryState { Waiting, Delivered, Failed, Missed });

/// An event that a webhook can be told of.
#[derive(Object)]
pub struct WebhookEventType {
    /// Such as `request.created`.
    pub name: String,
    /// What happened, in a line.
    pub summary: String,
    /// Whether clients never see that it happened. Of what they see, events say more than they do: a request's exact
    /// `status`, `priority`, `waits_on` and `assignee_id`, and who of the staff did it, are for staff alone.
    pub internal: bool,
}

impl From<Event> for WebhookEventType {
    fn from(event: Event) -> Self {
        Self { name: event.name.into(), summary: event.summary.into(), internal: event.internal }
    }
}

/// Where the agency is told of what happens.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Webhook {
    pub id: Uuid,
    pub url: String,
    /// What it is for.
    pub description: String,
    /// What it is told of.
    pub event_types: Vec<String>,
    /// What is sent is signed with this. It is shown only when it was made.
    pub secret: Option<String>,
    /// How long what was signed with before is signed with, too, where it still is.
    pub old_secret_until: Option<DateTime<Utc>>,
    /// Since when it is told of nothing, where it is paused.
    pub paused_at: Option<DateTime<Utc>>,
    pub pause_reason: Option<WebhookPause>,
    /// Since when nothing got through, where that is so.
    pub failing_since: Option<DateTime<Utc>>,
    /// Counts the changes; the `ETag` names it.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<webhook::Model> for Webhook {
    fn from(row: webhook::Model) -> Self {
        Self {
            id: row.id.into(),
            url: row.url,
            description: row.description,
            event_types: row.event_types.split(' ').map(str::to_owned).collect(),
            secret: None,
            old_secret_until: row.old_secret_until,
            paused_at: row.paused_at,
            pause_reason: row.pause_reason.map(Into::into),
            failing_since: row.failing_since,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A webhook to be.
#[derive(Object)]
#[oai(deny_unknown_fields, rename = "NewWebhook")]
pub struct NewWebhookBody {
    /// Where it is, such as `https://hooks.example.com/portal`.
    #[oai(validator(min_length = 1, max_length = 2000))]
    pub url: Text,
    /// What it is for; nothing when left out.
    #[oai(validator(max_length = 200))]
    pub description: Option<Text>,
    /// What it is to be told of; `webhook_event_type_list` has the names.
    #[oai(validator(min_items = 1, max_items = 100))]
    pub event_types: Vec<Text>,
}

/// What to change of it; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields, rename = "WebhookChange")]
pub struct WebhookChangeBody {
    #[oai(validator(min_length = 1, max_length = 2000))]
    pub url: Option<Text>,
    #[oai(validator(max_length = 200))]
    pub description: Option<Text>,
    #[oai(validator(min_items = 1, max_items = 100))]
    pub event_types: Option<Vec<Text>>,
}

/// That a webhook is told of one event.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct WebhookDelivery {
    pub id: Uuid,
    pub webhook_id: Uuid,
    /// What `webhook-id` says: the same with every try.
    pub event_id: Uuid,
    pub event_type: String,
    pub state: WebhookDeliveryState,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next, while it waits.
    pub next_at: Option<DateTime<Utc>>,
    pub last_attempt_at: Option<DateTime<Utc>>,
    /// What was answered last, if anything.
    pub last_status: Option<i32>,
    /// Why that did not count, where it did not.
    pub last_error: Option<String>,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// When it was delivered or given up.
    pub settled_at: Option<DateTime<Utc>>,
}

impl From<webhook_delivery::Model> for WebhookDelivery {
    fn from(row: webhook_delivery::Model) -> Self {
        Self {
            id: row.id.into(),
            webhook_id: row.webhook_id.into(),
            event_id: row.event_id.into(),
            event_type: row.event_type,
            state: row.state.into(),
            attempts: row.attempts,
            next_at: row.next_at,
            last_attempt_at: row.last_attempt_at,
            last_status: row.last_status,
            last_error: row.last_error,
            created_at: row.created_at,
            settled_at: row.settled_at,
        }
    }
}

/// One try.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct WebhookAttempt {
    /// From 1.
    pub number: i32,
    pub started_at: DateTime<Utc>,
    pub duration_ms: i64,
    /// What was answered, if anything.
    pub status: Option<i32>,
    /// Why it did not count, where it did not.
    pub error: Option<String>,
    /// The beginning of the answer's body.
    pub response: Option<String>,
}

impl From<webhook_attempt::Model> for WebhookAttempt {
    fn from(row: webhook_attempt::Model) -> Self {
        Self {
            number: row.number,
            started_at: row.started_at,
            duration_ms: row.duration_ms,
            status: row.status,
            error: row.error,
            response: row.response,
        }
    }
}

/// A delivery with all there is to it.
#[derive(Object)]
pub struct WebhookDeliveryDetail {
    pub delivery: WebhookDelivery,
    /// The body, byte for byte.
    pub payload: String,
    /// Every try, the earliest first.
    pub attempts: Vec<WebhookAttempt>,
}

impl From<Whole> for WebhookDeliveryDetail {
    fn from(whole: Whole) -> Self {
        Self {
            delivery: whole.delivery.into(),
            payload: whole.payload,
            attempts: whole.attempts.into_iter().map(Into::into).collect(),
        }
    }
}

/// From when on everything is to be sent again.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct WebhookReplay {
    /// What happened since then and failed, or was missed.
    pub since: DateTime<Utc>,
}

/// How much is sent again.
#[derive(Object)]
pub struct WebhookReplayed {
    pub count: i64,
}
