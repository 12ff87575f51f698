//! What webhooks are told of, as it is sent. Clients never read this table: it tells of what only staff know.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, WebhookEventId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookEventId,
    pub agency_id: AgencyId,
    pub event_type: String,
    /// The body, byte for byte.
    pub payload: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
