//! What is done by itself with requests that come in. For staff alone.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, RequestRuleId, StaffId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RequestRuleId,
    pub agency_id: AgencyId,
    pub name: String,
    pub filter: String,
    /// What is done, as JSON.
    pub actions: String,
    pub position: i32,
    /// Whether rules after it are not looked at, where it fits.
    pub stops: bool,
    pub enabled: bool,
    /// Whose turn it is next, of several to whom requests are given.
    pub turn: i64,
    /// Who wrote it last, and so answers where nobody has the request.
    pub staff_user_id: StaffId,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
