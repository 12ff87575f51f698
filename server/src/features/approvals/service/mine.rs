use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, DerivePartialModel};

use super::read::{MOST_OPEN, current};
use crate::access::{ClientScope, Part, Permission};
use crate::entity::approval;
use crate::entity::words::WaitsOn;
use crate::ids::ApprovalId;

#[derive(DerivePartialModel)]
#[sea_orm(entity = "approval::Entity")]
struct Named {
    id: ApprovalId,
}

/// Which of the workspace's approvals wait for this very person, and not for colleagues alone.
pub fn mine(scope: &ClientScope) -> Part<'_, BTreeSet<ApprovalId>> {
    if !scope.seat().allows(Permission::ApproveWork) {
        return Part::known(BTreeSet::new());
    }
    let waiting = current(scope).filter(approval::Column::WaitsOn.eq(WaitsOn::Client));
    let own = waiting.filter(scope.is_awaited()).limit(MOST_OPEN).part_as::<Named>();
    own.map(|own| own.into_iter().map(|approval| approval.id).collect())
}
