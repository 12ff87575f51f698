//! A staff user's authenticator: its secret, sealed, and the last step whose code was taken.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, StaffId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub staff_user_id: StaffId,
    pub agency_id: AgencyId,
    pub secret: String,
    pub last_step: i64,
    pub created_at: DateTimeUtc,
    /// Until then it opens nothing and is asked of nobody.
    pub confirmed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
