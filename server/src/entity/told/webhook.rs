//! Where an agency is told of what happens. No client reads this table: it holds secrets.

use sea_orm::entity::prelude::*;

use crate::entity::words::PauseReason;
use crate::ids::{AgencyId, WebhookId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookId,
    pub agency_id: AgencyId,
    pub url: String,
    pub description: String,
    /// Words with blanks between.
    pub event_types: String,
    /// What is signed with, sealed.
    pub secret: String,
    /// What was signed with before, sealed, and how long it still is.
    pub old_secret: Option<String>,
    pub old_secret_until: Option<DateTimeUtc>,
    pub paused_at: Option<DateTimeUtc>,
    pub pause_reason: Option<PauseReason>,
    /// Since when nothing got through.
    pub failing_since: Option<DateTimeUtc>,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
