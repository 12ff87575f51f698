use std::collections::BTreeSet;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
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

/// Which of the workspace's approvals stand at a step of which nothing was sent yet: at the first that is not approved.
pub fn unsent(scope: &ClientScope) -> Part<'_, BTreeSet<ApprovalId>> {
    use approval::Column as A;
    use approval_step::{Column as S, Entity as Steps};
    let earlier = Alias::new("earlier");
    let own = |column| Expr::col((Steps, column));
    let before = |column| Expr::col((earlier.clone(), column));
    let not_first = Query::select()
        .expr(Expr::val(1))
        .from_as(Steps, earlier.clone())
        .and_where(before(S::ApprovalId).eq(own(S::ApprovalId)))
        .and_where(before(S::Position).lt(own(S::Position)))
        .and_where(before(S::Status).ne(ApprovalStatus::Approved.as_str()))
        .to_owned();
    let stands_at = Query::select()
        .expr(Expr::val(1))
        .from(Steps)
        .and_where(own(S::ApprovalId).eq(Expr::col((approval::Entity, A::Id))))
        .and_where(own(S::Status).ne(ApprovalStatus::Approved.as_str()))
        .and_where(own(S::SentAt).is_null())
        .and_where(Expr::not_exists(not_first))
        .to_owned();
    let with_team = current(scope).filter(A::WaitsOn.eq(WaitsOn::Agency)).filter(A::Status.eq(ApprovalStatus::Pending));
    these(with_team.filter(Expr::exists(stands_at)))
}

fn awaited(scope: &ClientScope) -> Approvals<'_> {
    current(scope).filter(approval::Column::WaitsOn.eq(WaitsOn::Client)).filter(scope.is_awaited())
}

fn ids<'s>(scope: &ClientScope, own: Approvals<'s>) -> Part<'s, BTreeSet<ApprovalId>> {
    if !scope.seat().allows(Permission::ApproveWork) {
        return Part::known(BTreeSet::new());
    }
    these(own)
}

fn these(approvals: Approvals<'_>) -> Part<'_, BTreeSet<ApprovalId>> {
    approvals.part_as::<Named>().map(|these| these.into_iter().map(|approval| approval.id).collect())
}
