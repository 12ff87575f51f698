//! What came of telling another engine to stop a run that was cancelled here. No client reads this table.

use sea_orm::entity::prelude::*;

use crate::entity::words::EngineStop;
use crate::ids::{AgencyId, RunId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "run_stop")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: RunId,
    pub agency_id: AgencyId,
    pub state: EngineStop,
    /// Why it was not told, or not yet.
    pub message: Option<String>,
    pub asked_at: DateTimeUtc,
    /// When that was over, one way or the other.
    pub settled_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
