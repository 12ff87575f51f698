//! A token of an invitation, known by its hash. It counts as long as the invitation is in the same round.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, InvitationId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub agency_id: AgencyId,
    pub invitation_id: InvitationId,
    pub round: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
crate::entity::ownership::appendable!(Entity);
