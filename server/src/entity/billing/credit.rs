//! What a workspace has to its credit.

use sea_orm::entity::prelude::*;

use crate::entity::words::CreditOrigin;
use crate::ids::{AgencyId, CreditId, InvoiceId, StaffId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub invoice_id: Option<InvoiceId>,
    pub origin: CreditOrigin,
    pub currency: String,
    pub amount: i64,
    pub remaining: i64,
    pub note: String,
    pub author_id: Option<StaffId>,
    pub author_name: Option<String>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
