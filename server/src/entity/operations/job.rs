//! A piece of background work.

use sea_orm::entity::prelude::*;

use crate::entity::words::{JobLane, JobState};
use crate::ids::{AgencyId, JobId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    pub agency_id: Option<AgencyId>,
    pub kind: String,
    pub lane: JobLane,
    pub payload: String,
    pub dedup_key: Option<String>,
    pub state: JobState,
    pub attempts: i32,
    pub run_at: DateTimeUtc,
    pub locked_by: Option<String>,
    pub locked_until: Option<DateTimeUtc>,
    pub last_error: Option<String>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::global!(Entity);
crate::entity::ownership::appendable!(Entity);
