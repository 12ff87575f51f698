//! Who did what to which thing, when and from where. Rows are added and never changed or removed; each
//! carries a proof over itself and the one before it. Clients never read this table.

use sea_orm::entity::prelude::*;

use crate::entity::words::AuditActor;
use crate::ids::{AgencyId, AuditEntryId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditEntryId,
    pub agency_id: AgencyId,
    /// Counts the agency's entries without a gap, from 1.
    pub number: i64,
    pub actor_kind: AuditActor,
    pub actor_id: Uuid,
    pub actor_name: String,
    pub address: Option<String>,
    pub action: String,
    pub target_kind: String,
    pub target_id: Option<Uuid>,
    pub target_name: String,
    pub workspace_id: Option<WorkspaceId>,
    /// JSON, byte for byte as it was proved.
    pub detail: String,
    pub created_at: DateTimeUtc,
    pub hash: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
