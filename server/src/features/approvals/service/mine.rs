use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, DerivePartialModel};

use super::read::{Approvals, Listed, MOST_OPEN, current};
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
    ids(scope, awaited(scope).limit(MOST_OPEN))
}

/// Which of these approvals wait for this very person.
pub fn mine_among<'s>(scope: &'s ClientScope, approvals: &[Listed]) -> Part<'s, BTreeSet<ApprovalId>> {
    let these = approval::Column::Id.is_in(approvals.iter().map(|listed| listed.approval.id));
    ids(scope, awaited(scope).filter(these))
}

fn awaited(scope: &ClientScope) -> Approvals<'_> {
    current(scope).filter(approval::Column::WaitsOn.eq(WaitsOn::Client)).filter(scope.is_awaited())
}

fn ids<'s>(scope: &ClientScope, own: Approvals<'s>) -> Part<'s, BTreeSet<ApprovalId>> {
    if !scope.seat().allows(Permission::ApproveWork) {
        return Part::known(BTreeSet::new());
    }
    own.part_as::<Named>().map(|own| own.into_iter().map(|approval| approval.id).collect())
}
