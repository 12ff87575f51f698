use std::collections::BTreeSet;

use sea_orm::ColumnTrait;

use super::read::{MOST_OPEN, current};
use crate::access::{ClientScope, Permission};
use crate::entity::approval;
use crate::entity::words::WaitsOn;
use crate::error::Result;
use crate::ids::ApprovalId;

/// Which of the workspace's approvals wait for this very person, and not for colleagues alone.
///
/// # Errors
/// When the database fails.
pub async fn mine(scope: &ClientScope) -> Result<BTreeSet<ApprovalId>> {
    if !scope.seat().allows(Permission::ApproveWork) {
        return Ok(BTreeSet::new());
    }
    let waiting = current(scope).filter(approval::Column::WaitsOn.eq(WaitsOn::Client));
    let own = waiting.filter(scope.is_awaited()).limit(MOST_OPEN).all().await?;
    Ok(own.into_iter().map(|approval| approval.id).collect())
}
