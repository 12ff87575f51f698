//! Another program that runs workflows. No client reads this table: it holds secrets.

use sea_orm::entity::prelude::*;

use crate::entity::words::WorkflowEngine;
use crate::ids::{AgencyId, EngineId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "engine")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EngineId,
    pub agency_id: AgencyId,
    pub kind: WorkflowEngine,
    pub name: String,
    pub url: String,
    /// What both sides sign with, sealed.
    pub secret: String,
    /// What opens its API, sealed.
    pub api_key: Option<String>,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
