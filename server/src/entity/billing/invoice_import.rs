//! Which draft came out of a file, by the number that it had where it came from.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, InvoiceId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoice_import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub agency_id: AgencyId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub external_number: String,
    pub invoice_id: InvoiceId,
    /// The file.
    pub batch_id: Uuid,
    /// Where in it the invoice begins.
    pub line: i32,
    pub workspace_id: WorkspaceId,
    pub currency: String,
    pub total: i64,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
