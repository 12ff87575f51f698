//! What a client pays for again and again.

use sea_orm::entity::prelude::*;

use crate::entity::words::{Recurs, SubscriptionState};
use crate::ids::{AgencyId, PriceId, StaffId, SubscriptionId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subscription")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SubscriptionId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub price_id: PriceId,
    /// What the product was called when it started.
    pub name: String,
    pub currency: String,
    /// For one and a period.
    pub amount: i64,
    pub quantity: i64,
    pub recurs: Recurs,
    /// Within how many days each invoice is to be paid.
    pub due_days: i32,
    pub state: SubscriptionState,
    /// The account at Stripe that makes its invoices; where there is none, we make them.
    pub account_id: Option<String>,
    pub stripe_id: Option<String>,
    /// How many invoices we made.
    pub periods: i32,
    pub started_at: DateTimeUtc,
    pub renews_at: Option<DateTimeUtc>,
    /// When it ends, where that is decided.
    pub ends_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    /// Why it did not start.
    pub problem: Option<String>,
    /// The same as programs are told, where Stripe refused.
    pub problem_code: Option<String>,
    /// When Stripe said what stands here.
    pub asked_at: DateTimeUtc,
    pub author_id: StaffId,
    pub author_name: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
