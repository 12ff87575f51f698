//! An invoice that is not issued yet. No client reads this table: what is issued becomes an [`invoice`](super::invoice).

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, InvoiceId, ProjectId, StaffId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoice_draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvoiceId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub project_id: Option<ProjectId>,
    pub currency: String,
    /// What it is to say, as JSON.
    pub content: String,
    pub total: i64,
    pub author_id: StaffId,
    pub author_name: String,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
