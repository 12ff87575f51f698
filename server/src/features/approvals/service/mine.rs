use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::read::{Approvals, Listed, MOST_OPEN, current};
use crate::access::{ClientScope, Part, Permission};
use crate::entity::words::{ApprovalStatus, WaitsOn};
use crate::entity::{approval, approval_step};
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

/// Which of the workspace's approvals stand at a step of which nothing was sent yet.
pub fn unsent(scope: &ClientScope) -> Part<'_, BTreeSet<ApprovalId>> {
    use approval::Column as A;
    use approval_step::{Column as S, Entity as Steps};
    let mut with_team = Query::select();
    with_team.column(A::Id).from(approval::Entity);
    with_team.and_where(A::WaitsOn.eq(WaitsOn::Agency)).and_where(A::Status.eq(ApprovalStatus::Pending));
    let steps = scope.find::<Steps>().filter(S::ApprovalId.in_subquery(with_team));
    let steps = steps.filter(S::Status.ne(ApprovalStatus::Approved));
    steps.asc(S::ApprovalId).asc(S::Position).limit(MOST_OPEN).part().map(|steps| {
        // An approval stands at the first of them.
        let mut first = BTreeMap::new();
        for step in &steps {
            first.entry(step.approval_id).or_insert(step.sent_at);
        }
        first.into_iter().filter(|(_, sent_at)| sent_at.is_none()).map(|(id, _)| id).collect()
    })
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
