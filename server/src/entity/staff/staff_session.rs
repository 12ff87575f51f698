//! One sign-in of a staff user; ending it ends its tokens at once.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, StaffId, StaffSessionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StaffSessionId,
    pub agency_id: AgencyId,
    pub staff_user_id: StaffId,
    pub user_agent: String,
    pub address: String,
    pub created_at: DateTimeUtc,
    pub seen_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    /// What an API token's session may do; nothing is held back from a person's.
    pub scopes: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
