use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::api::Ref;
use crate::entity::{price, words};
use crate::features::subscriptions::service::{Listed, Sold};

/// How often a price is asked for.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum Recurs {
    Once,
    Month,
    Year,
}

impl From<words::Recurs> for Recurs {
    fn from(recurs: words::Recurs) -> Self {
        match recurs {
            words::Recurs::Once => Self::Once,
            words::Recurs::Month => Self::Month,
            words::Recurs::Year => Self::Year,
        }
    }
}

impl From<Recurs> for words::Recurs {
    fn from(recurs: Recurs) -> Self {
        match recurs {
            Recurs::Once => Self::Once,
            Recurs::Month => Self::Month,
            Recurs::Year => Self::Year,
        }
    }
}

/// Where a subscription stands.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum SubscriptionState {
    /// Stripe has not answered yet; it goes on by itself.
    Starting,
    Active,
    /// An invoice of it was not paid in time, or at all.
    PastDue,
    /// Stripe makes no invoices for now.
    Paused,
    Ended,
}

impl From<words::SubscriptionState> for SubscriptionState {
    fn from(state: words::SubscriptionState) -> Self {
        match state {
            words::SubscriptionState::Starting => Self::Starting,
            words::SubscriptionState::Active => Self::Active,
            words::SubscriptionState::PastDue => Self::PastDue,
            words::SubscriptionState::Paused => Self::Paused,
            words::SubscriptionState::Ended => Self::Ended,
        }
    }
}

impl From<SubscriptionState> for words::SubscriptionState {
    fn from(state: SubscriptionState) -> Self {
        match state {
            SubscriptionState::Starting => Self::Starting,
            SubscriptionState::Active => Self::Active,
            SubscriptionState::PastDue => Self::PastDue,
            SubscriptionState::Paused => Self::Paused,
            SubscriptionState::Ended => Self::Ended,
        }
    }
}

/// What a product costs. It never changes: another amount is another price.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Price {
    pub id: Uuid,
    pub product_id: Uuid,
    pub currency: String,
    /// In minor units.
    pub amount: i64,
    pub recurs: Recurs,
    /// Its name at Stripe, where it is known there.
    pub stripe_id: Option<String>,
    pub archived_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

impl From<price::Model> for Price {
    fn from(row: price::Model) -> Self {
        Self {
            id: row.id.into(),
            product_id: row.product_id.into(),
            currency: row.currency,
            amount: row.amount,
            recurs: row.recurs.into(),
            stripe_id: row.stripe_id,
            archived_at: row.archived_at,
            created_at: row.created_at,
        }
    }
}

/// Something that the agency sells, again and again.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Product {
    pub id: Uuid,
    pub name: String,
    pub description: String,
    /// The first made first; those in the archive among them.
    pub prices: Vec<Price>,
    /// Its name at Stripe, where it is known there.
    pub stripe_id: Option<String>,
    pub archived_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<Sold> for Product {
    fn from(sold: Sold) -> Self {
        let row = sold.product;
        Self {
            id: row.id.into(),
            name: row.name,
            description: row.description,
            prices: sold.prices.into_iter().map(Into::into).collect(),
            stripe_id: row.stripe_id,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// What a client pays for again and again.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Subscription {
    pub id: Uuid,
    pub workspace: Ref,
    pub price_id: Uuid,
    /// What the product was called when it started.
    pub name: String,
    pub currency: String,
    /// For one and a period, in minor units.
    pub amount: i64,
    pub quantity: i64,
    pub recurs: Recurs,
    /// Within how many days each invoice is to be paid.
    pub due_days: i32,
    pub state: SubscriptionState,
    /// Its name at Stripe, where its invoices are made there.
    pub stripe_id: Option<String>,
    pub started_at: DateTime<Utc>,
    /// When the present period is over.
    pub renews_at: Option<DateTime<Utc>>,
    /// When it ends, where that is decided.
    pub ends_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it did not start.
    pub problem: Option<String>,
    pub author: String,
}

impl From<Listed> for Subscription {
    fn from(listed: Listed) -> Self {
        let Listed { subscription: row, workspace } = listed;
        Self {
            id: row.id.into(),
            workspace: Ref { id: workspace.id.into(), name: workspace.name },
            price_id: row.price_id.into(),
            name: row.name,
            currency: row.currency,
            amount: row.amount,
            quantity: row.quantity,
            recurs: row.recurs.into(),
            due_days: row.due_days,
            state: row.state.into(),
            stripe_id: row.stripe_id,
            started_at: row.started_at,
            renews_at: row.renews_at,
            ends_at: row.ends_at,
            ended_at: row.ended_at,
            problem: row.problem,
            author: row.author_name,
        }
    }
}
