//! What a staff user wants to get by mail, and when.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, StaffId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_preference")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub staff_user_id: StaffId,
    pub agency_id: AgencyId,
    /// For each group whose default is not wanted, when mails are; as JSON.
    pub choices: String,
    /// The hour of the day at which the digest goes out.
    pub digest_hour: i32,
    /// The hours of the day between which no mail comes.
    pub quiet_from: Option<i32>,
    pub quiet_to: Option<i32>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
