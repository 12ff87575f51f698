//! One thing of an approval to be decided, by whom and until when.

use sea_orm::entity::prelude::*;

use crate::entity::words::{ApprovalStatus, ReviewRule};
use crate::ids::{AgencyId, ApprovalId, ApprovalStepId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalStepId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub approval_id: ApprovalId,
    pub position: i32,
    pub title: String,
    pub instructions: String,
    pub rule: ReviewRule,
    pub quorum: Option<i32>,
    pub due_at: Option<DateTimeUtc>,
    pub status: ApprovalStatus,
    /// Since when it waits for a decision, while it does.
    pub waits_since: Option<DateTimeUtc>,
    /// Since when nobody is left who could decide, while it waits.
    pub unreachable_since: Option<DateTimeUtc>,
    pub sent_at: Option<DateTimeUtc>,
    pub decided_at: Option<DateTimeUtc>,
    pub reminders: i32,
    pub reminded_at: Option<DateTimeUtc>,
    /// When somebody is to look whether people are to be reminded.
    pub remind_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
