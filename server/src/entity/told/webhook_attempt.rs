//! One try to tell a webhook of something, and what it answered. Clients never read this table.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, WebhookAttemptId, WebhookDeliveryId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookAttemptId,
    pub agency_id: AgencyId,
    pub delivery_id: WebhookDeliveryId,
    pub number: i32,
    pub started_at: DateTimeUtc,
    pub duration_ms: i64,
    pub status: Option<i32>,
    pub error: Option<String>,
    /// The beginning of what was answered.
    pub response: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
