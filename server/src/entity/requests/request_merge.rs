//! A request that is part of another by now. Its messages and notes stand there.

use sea_orm::entity::prelude::*;

use crate::entity::words::RequestStage;
use crate::ids::{AgencyId, RequestId, StaffId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request_merge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: RequestId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    /// Where somebody put it.
    pub into_id: RequestId,
    /// Where that is by now: a request that is part of none.
    pub root_id: RequestId,
    pub stage_before: RequestStage,
    pub created_at: DateTimeUtc,
    /// Until when staff did not look at it.
    pub snoozed_until: Option<DateTimeUtc>,
    pub snoozed_by_id: Option<StaffId>,
    /// Where the other stood; none of what was merged before this was kept.
    pub into_stage_before: Option<RequestStage>,
    pub into_closed_at: Option<DateTimeUtc>,
    pub into_snoozed_until: Option<DateTimeUtc>,
    pub into_snoozed_by_id: Option<StaffId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
