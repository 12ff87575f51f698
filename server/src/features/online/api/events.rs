use chrono::{DateTime, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use crate::api::{Admin, Listing, Outcome, Tag, paging};
use crate::entity::stripe_event::Model;
use crate::entity::words;
use crate::features::online::service;

/// What became of an event.
#[derive(Enum, Clone, Copy)]
#[oai(rename_all = "snake_case")]
pub enum StripeEventState {
    /// It is about to be applied.
    Received,
    Applied,
    /// It is about nothing of ours.
    Ignored,
    /// It could not be applied, and is tried again for a while.
    Failed,
}

/// Something that Stripe told us.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct StripeEvent {
    pub id: Uuid,
    /// Its name at Stripe.
    pub event: String,
    /// Such as `checkout.session.completed`.
    pub kind: String,
    pub state: StripeEventState,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it failed last.
    pub last_error: Option<String>,
    /// The payment it is about, at Stripe.
    pub payment: Option<String>,
    pub happened_at: DateTime<Utc>,
    pub received_at: DateTime<Utc>,
    pub settled_at: Option<DateTime<Utc>>,
}

impl From<words::StripeEventState> for StripeEventState {
    fn from(state: words::StripeEventState) -> Self {
        match state {
            words::StripeEventState::Received => Self::Received,
            words::StripeEventState::Applied => Self::Applied,
            words::StripeEventState::Ignored => Self::Ignored,
            words::StripeEventState::Failed => Self::Failed,
        }
    }
}

impl From<StripeEventState> for words::StripeEventState {
    fn from(state: StripeEventState) -> Self {
        match state {
            StripeEventState::Received => Self::Received,
            StripeEventState::Applied => Self::Applied,
            StripeEventState::Ignored => Self::Ignored,
            StripeEventState::Failed => Self::Failed,
        }
    }
}

impl From<Model> for StripeEvent {
    fn from(row: Model) -> Self {
        Self {
            id: row.id.into(),
            event: row.event_id,
            kind: row.kind,
            state: row.state.into(),
            attempts: row.attempts,
            last_error: row.last_error,
            payment: row.payment_id,
            happened_at: row.happened_at,
            received_at: row.received_at,
            settled_at: row.settled_at,
        }
    }
}

/// What Stripe told us.
pub struct StripeEventApi;

#[OpenApi(tag = "Tag::Stripe")]
impl StripeEventApi {
    /// What Stripe told us, the latest first. For an owner or an admin.
    #[oai(path = "/stripe/events", method = "get", operation_id = "stripe_event_list")]
    async fn events(
        &self,
        Admin(scope): Admin,
        state: Query<Option<StripeEventState>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<StripeEvent>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::events(&scope, state.0.map(Into::into), &paging).await?;
        Ok(Json(Listing::of(page, StripeEvent::from)))
    }

    /// One event. For an owner or an admin.
    #[oai(path = "/stripe/events/:stripe_event_id", method = "get", operation_id = "stripe_event_view")]
    async fn event(&self, Admin(scope): Admin, stripe_event_id: Path<Uuid>) -> Outcome<Json<StripeEvent>> {
        Ok(Json(service::find_event(&scope, stripe_event_id.0.into()).await?.into()))
    }

    /// Has an event that failed tried again. For an owner or an admin.
    #[oai(path = "/stripe/events/:stripe_event_id/retry", method = "post", operation_id = "stripe_event_retry")]
    async fn retry(&self, Admin(scope): Admin, stripe_event_id: Path<Uuid>) -> Outcome<Json<StripeEvent>> {
        Ok(Json(service::retry(&scope, stripe_event_id.0.into()).await?.into()))
    }
}
