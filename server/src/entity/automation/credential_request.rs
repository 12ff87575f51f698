//! Somebody without an account here is asked to connect accounts, by a link that works for seven days.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, CredentialRequestId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CredentialRequestId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub email: String,
    pub message: String,
    pub author_id: Uuid,
    pub author_name: String,
    pub token_hash: String,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
    pub completed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
