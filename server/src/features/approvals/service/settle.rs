use std::collections::BTreeSet;

use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait};

use super::reach;
use crate::access::{Joinable, Reach};
use crate::entity::{approval, approval_step, client_user};
use crate::error::Result;
use crate::features::approvals::rules;
use crate::ids::ApprovalStepId;

/// Works out anew where an approval stands, after its steps have changed: its status, whose turn it is, until when,
/// and which steps are open. Answers with the steps that are open now and were not.
///
/// # Errors
/// When the database refuses.
pub async fn settle<R: Reach>(scope: &R, approval: &approval::Model) -> Result<BTreeSet<ApprovalStepId>>
where
    client_user::Entity: Joinable<R::Side>,
{
    use approval::Column as A;
    use approval_step::Column as S;
    let steps = scope.rows::<approval_step::Entity>().filter(S::ApprovalId.eq(approval.id));
    let mut steps = steps.asc(S::Position).all().await?;
    let archived = approval.archived_at.is_some();
    let open = rules::standing(approval.parallel, archived, &steps).open;
    let now = scope.now();
    let mut opened = BTreeSet::new();
    for step in &mut steps {
        let update = scope.alter::<approval_step::Entity>().filter(S::Id.eq(step.id));
        match (step.waits_since, open.contains(&step.id)) {
            (None, true) => {
                // Reminders are planned by the job, which knows the agency's wishes.
                let remind_at = step.due_at.map(|_| now);
                update.set(S::WaitsSince, now).set(S::RemindAt, remind_at).exec().await?;
                reach::look(scope, approval, step).await?;
                opened.insert(step.id);
            }
            (Some(_), false) => {
                let never = || Expr::cust("NULL");
                let update = update.set_expr(S::WaitsSince, never()).set_expr(S::RemindAt, never());
                update.set_expr(S::UnreachableSince, never()).exec().await?;
                step.unreachable_since = None;
            }
            _ => {}
        }
    }
    let standing = rules::standing(approval.parallel, archived, &steps);
    // A round that begins is a wait that begins.
    let turned = standing.waits_on != approval.waits_on || !opened.is_empty();
    scope
        .alter::<approval::Entity>()
        .set(A::Status, standing.status.as_str())
        .set(A::WaitsOn, standing.waits_on.as_str())
        .set_if(A::WaitsSince, turned.then_some(now))
        .set(A::DueAt, standing.due_at)
        .set_expr(A::Version, Expr::col(A::Version).add(1))
        .set(A::UpdatedAt, now)
        .filter(A::Id.eq(approval.id))
        .exec()
        .await?;
    Ok(opened)
}
