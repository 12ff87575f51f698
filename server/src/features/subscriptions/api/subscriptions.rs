use std::sync::Arc;

use poem::web::Data;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::wire::{Subscription, SubscriptionState};
use crate::api::{Admin, Created, Listing, Outcome, Staff, Tag, paging};
use crate::features::subscriptions::service::{self, When};
use crate::ids::SubscriptionId;
use crate::stripe::Cashier;

/// Something that a client is to pay for again and again.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewSubscription {
    workspace_id: Uuid,
    /// A price by month or by year.
    price_id: Uuid,
    /// One when left out.
    quantity: Option<i64>,
    /// Within how many days each invoice is to be paid; the agency's usual ones when left out.
    due_days: Option<i32>,
}

/// When a subscription is to end.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum SubscriptionEnd {
    Now,
    /// When what is paid for is over.
    PeriodEnd,
}

/// How a subscription is to end.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct SubscriptionCancel {
    at: SubscriptionEnd,
}

/// What clients pay for again and again.
pub struct SubscriptionApi;

#[OpenApi(tag = "Tag::Billing")]
impl SubscriptionApi {
    /// What clients pay for again and again, the latest first.
    #[oai(path = "/subscriptions", method = "get", operation_id = "subscription_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        workspace_id: Query<Option<Uuid>>,
        state: Query<Option<SubscriptionState>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Subscription>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let (workspace, state) = (workspace_id.0.map(Into::into), state.0.map(Into::into));
        let page = service::list(&scope, workspace, state, &paging).await?;
        Ok(Json(Listing::of(page, Subscription::from)))
    }

    /// Starts a subscription: at Stripe where the agency has an account there, and otherwise with invoices of our own. For
    /// an owner or an admin.
    #[oai(path = "/subscriptions", method = "post", operation_id = "subscription_start")]
    async fn start(
        &self,
        Admin(scope): Admin,
        cashier: Data<&Arc<Cashier>>,
        body: Json<NewSubscription>,
        /// Makes a repetition answer with what was started first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Subscription>> {
        let NewSubscription { workspace_id, price_id, quantity, due_days } = body.0;
        let (workspace, price) = (workspace_id.into(), price_id.into());
        let new = service::NewSubscription { workspace, price, quantity: quantity.unwrap_or(1), due_days };
        let id = service::start(&scope, &cashier, new).await?;
        Ok(Created::at("subscriptions", id, service::view(&scope, id).await?.into()))
    }

    /// One subscription.
    #[oai(path = "/subscriptions/:subscription_id", method = "get", operation_id = "subscription_view")]
    async fn view(&self, Staff(scope): Staff, subscription_id: Path<Uuid>) -> Outcome<Json<Subscription>> {
        Ok(Json(service::view(&scope, subscription_id.0.into()).await?.into()))
    }

    /// Ends a subscription, now or when what is paid for is over. Invoices that were made stay to be paid. For an owner or
    /// an admin.
    #[oai(path = "/subscriptions/:subscription_id/cancel", method = "post", operation_id = "subscription_cancel")]
    async fn cancel(
        &self,
        Admin(scope): Admin,
        cashier: Data<&Arc<Cashier>>,
        subscription_id: Path<Uuid>,
        body: Json<SubscriptionCancel>,
    ) -> Outcome<Json<Subscription>> {
        let id = SubscriptionId::from(subscription_id.0);
        let when = match body.0.at {
            SubscriptionEnd::Now => When::Now,
            SubscriptionEnd::PeriodEnd => When::PeriodEnd,
        };
        service::cancel(&scope, &cashier, id, when).await?;
        Ok(Json(service::view(&scope, id).await?.into()))
    }
}
