//! What somebody of the staff is writing on a request and has not sent. It is its author's alone.

use sea_orm::entity::prelude::*;

use crate::entity::words::DraftKind;
use crate::ids::{AgencyId, RequestDraftId, RequestId, StaffId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request_draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RequestDraftId,
    pub agency_id: AgencyId,
    pub request_id: RequestId,
    pub staff_user_id: StaffId,
    pub kind: DraftKind,
    pub body: String,
    /// Rises with each text, also with one that is begun anew.
    pub version: i64,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
