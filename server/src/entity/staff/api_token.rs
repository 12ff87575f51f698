//! A long-lived token of a staff user for a program, known by its hash. The session under the same id is what
//! its access tokens stand on.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, StaffId, StaffSessionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StaffSessionId,
    pub agency_id: AgencyId,
    pub staff_user_id: StaffId,
    pub name: String,
    /// How it begins, to know it by.
    pub prefix: String,
    pub token_hash: String,
    /// Words with blanks between.
    pub scopes: String,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub last_used_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
