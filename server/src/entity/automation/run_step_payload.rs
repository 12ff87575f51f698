//! What a step was asked and answered, and what went wrong. No client reads this table.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, RunId, RunStepId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "run_step_payload")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_step_id: RunStepId,
    pub agency_id: AgencyId,
    pub run_id: RunId,
    pub input: Option<String>,
    pub output: Option<String>,
    pub code: Option<String>,
    pub message: Option<String>,
    pub provider_status: Option<i32>,
    pub retryable: Option<bool>,
    pub detail: Option<String>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
