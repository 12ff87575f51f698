//! An invitation of a teammate to the agency.

use sea_orm::entity::prelude::*;

use crate::entity::words::StaffRole;
use crate::ids::{AgencyId, StaffId, StaffInvitationId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StaffInvitationId,
    pub agency_id: AgencyId,
    pub email: String,
    pub name: Option<String>,
    pub role: StaffRole,
    pub token_hash: String,
    pub inviter_id: StaffId,
    pub inviter_name: String,
    pub created_at: DateTimeUtc,
    pub sent_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub accepted_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
