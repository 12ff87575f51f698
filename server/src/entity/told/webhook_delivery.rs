//! That one webhook is told of one event. Clients never read this table.

use sea_orm::entity::prelude::*;

use crate::entity::words::WebhookDeliveryState;
use crate::ids::{AgencyId, WebhookDeliveryId, WebhookEventId, WebhookId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_delivery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookDeliveryId,
    pub agency_id: AgencyId,
    pub webhook_id: WebhookId,
    pub event_id: WebhookEventId,
    pub event_type: String,
    pub state: WebhookDeliveryState,
    /// How often it was tried in all.
    pub attempts: i32,
    /// How often in vain since it was last put in line.
    pub failures: i32,
    /// When it is tried next, while it waits.
    pub next_at: Option<DateTimeUtc>,
    pub last_attempt_at: Option<DateTimeUtc>,
    pub last_status: Option<i32>,
    pub last_error: Option<String>,
    pub created_at: DateTimeUtc,
    pub settled_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
