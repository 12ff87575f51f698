//! An invitation of a person to a workspace, with what they may do there once they have come. Its token is
//! kept elsewhere: clients who may invite read this.

use sea_orm::entity::prelude::*;

use crate::entity::words::ActorKind;
use crate::ids::{AgencyId, InvitationId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub email: String,
    pub name: Option<String>,
    pub can_view_invoices: bool,
    pub can_approve_work: bool,
    pub can_comment: bool,
    pub can_submit_requests: bool,
    pub can_run_workflows: bool,
    pub can_manage_connections: bool,
    pub can_invite_colleagues: bool,
    pub inviter_kind: ActorKind,
    pub inviter_id: Uuid,
    pub inviter_name: String,
    /// How many times it was sent; only the last one's token counts.
    pub round: i64,
    pub created_at: DateTimeUtc,
    pub sent_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub accepted_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
