//! A workflow that is written once for many clients. No client reads this table.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, WorkflowTemplateId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workflow_template")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkflowTemplateId,
    pub agency_id: AgencyId,
    pub name: String,
    pub purpose: String,
    pub definition: String,
    /// Counts what its definition has been.
    pub number: i32,
    /// Who wrote the latest.
    pub author_name: String,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
