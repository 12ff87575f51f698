//! Who of the staff looks at a request just now. A row counts until its time is over.

use sea_orm::entity::prelude::*;

use crate::entity::words::Doing;
use crate::ids::{AgencyId, RequestId, StaffId, StaffSessionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request_presence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: RequestId,
    /// The sign-in: somebody may look at it from two places.
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: StaffSessionId,
    pub agency_id: AgencyId,
    pub staff_user_id: StaffId,
    pub doing: Doing,
    pub ends_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
