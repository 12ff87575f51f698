//! Whom a step names. One without a row is for any member who may approve work.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ApprovalStepId, ClientId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval_reviewer")]
pub struct Model {
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub step_id: ApprovalStepId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_user_id: ClientId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
