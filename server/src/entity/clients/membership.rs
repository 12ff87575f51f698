//! A client user on a workspace, with what that person may do there.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ClientId, MembershipId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MembershipId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub client_user_id: ClientId,
    pub can_view_invoices: bool,
    pub can_approve_work: bool,
    pub can_comment: bool,
    pub can_submit_requests: bool,
    pub can_run_workflows: bool,
    pub can_manage_connections: bool,
    pub can_invite_colleagues: bool,
    pub version: i64,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
