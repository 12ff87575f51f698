//! Whose decision an approval waits for.

use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, IntoTableRef, Query, SelectStatement, SimpleExpr};

use super::client_scope::ClientScope;
use crate::entity::words::Verdict;
use crate::entity::{approval, approval_decision, approval_reviewer, approval_step, approval_version, membership};
use crate::ids::ApprovalId;

impl ClientScope {
    /// Narrows approvals to those with a step that waits, that is for all or names the person, and on whose current version
    /// the person has not decided. Whoever may not decide at all is not asked.
    pub fn is_awaited(&self) -> SimpleExpr {
        let approval = Expr::col((approval::Entity, approval::Column::Id));
        waits_for(&approval, &Expr::val(self.person()))
    }
}

/// Narrows memberships to those of the people for whom an approval waits, as `is_awaited` says it. That they may decide at
/// all is asked beside it.
pub fn awaits_member(approval: ApprovalId) -> SimpleExpr {
    let person = Expr::col((membership::Entity, membership::Column::ClientUserId));
    waits_for(&Expr::val(approval), &person)
}

fn waits_for(approval: &Expr, person: &Expr) -> SimpleExpr {
    use approval_step::{Column, Entity};
    let step = Expr::col((Entity, Column::Id));
    let waiting = rows(Entity)
        .and_where(Expr::col((Entity, Column::ApprovalId)).eq(approval.clone()))
        .and_where(Column::WaitsSince.is_not_null())
        .and_where(names(person, &step).or(Expr::not_exists(reviewers(&step))))
        .and_where(Expr::not_exists(decided(person, &step)))
        .to_owned();
    Expr::exists(waiting)
}

fn rows(of: impl IntoTableRef) -> SelectStatement {
    Query::select().expr(Expr::val(1)).from(of).to_owned()
}

fn reviewers(step: &Expr) -> SelectStatement {
    use approval_reviewer::{Column, Entity};
    rows(Entity).and_where(Expr::col((Entity, Column::StepId)).eq(step.clone())).to_owned()
}

fn names(person: &Expr, step: &Expr) -> SimpleExpr {
    use approval_reviewer::{Column, Entity};
    Expr::exists(reviewers(step).and_where(Expr::col((Entity, Column::ClientUserId)).eq(person.clone())).to_owned())
}

/// What the person last said on the step's current version, where it was not taken back.
fn decided(person: &Expr, step: &Expr) -> SelectStatement {
    use approval_decision::{Column, Entity};
    use approval_version::Column as V;
    let (later, newer) = (Alias::new("later"), Alias::new("newer"));
    let own = |column| Expr::col((Entity, column));
    let spoke_again = Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, later.clone())
        .and_where(Expr::col((later.clone(), Column::VersionId)).eq(own(Column::VersionId)))
        .and_where(Expr::col((later.clone(), Column::ClientUserId)).eq(own(Column::ClientUserId)))
        .and_where(Expr::col((later, Column::Id)).gt(own(Column::Id)))
        .to_owned();
    let sent_again = Query::select()
        .expr(Expr::val(1))
        .from_as(approval_version::Entity, newer.clone())
        .and_where(Expr::col((newer.clone(), V::StepId)).eq(step.clone()))
        .and_where(Expr::col((newer, V::Id)).gt(own(Column::VersionId)))
        .to_owned();
    rows(Entity)
        .and_where(own(Column::StepId).eq(step.clone()))
        .and_where(own(Column::ClientUserId).eq(person.clone()))
        .and_where(Column::Verdict.ne(Verdict::Withdrawn))
        .and_where(Expr::not_exists(spoke_again))
        .and_where(Expr::not_exists(sent_again))
        .to_owned()
}
