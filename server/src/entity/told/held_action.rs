//! What staff are about to do that clients will see. Not owned by the workspace: no client scope can read it.

use sea_orm::entity::prelude::*;

use crate::entity::words::HeldState;
use crate::ids::{AgencyId, HeldId, StaffId, StaffSessionId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "held_action")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HeldId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub staff_id: StaffId,
    /// The sign-in by which it was asked for.
    pub session_id: StaffSessionId,
    /// The address from which it was asked for.
    pub origin: Option<String>,
    /// What is to be done, as `held::Action` keeps it.
    pub action: String,
    pub state: HeldState,
    pub due_at: DateTimeUtc,
    /// How often it was tried in vain.
    pub attempts: i32,
    /// Why it could not be done, in words for its author.
    pub problem: Option<String>,
    /// What came of it: the message, the comment.
    pub result_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub settled_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
