use std::collections::BTreeSet;

use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::json;

use super::history::{self, Event};
use super::tell::tell;
use super::{current_version, people};
use crate::access::{Joinable, Reach};
use crate::entity::words::{ActivityKind, ApprovalEventKind, ApprovalStatus};
use crate::entity::{approval, approval_step, client_user};
use crate::error::Result;
use crate::features::approvals::rules;
use crate::features::workspaces::PeopleChanged;
use crate::jobs;

/// Looks whether anybody is left who could decide on a step that waits, and notes where that has changed. Staff are told
/// when it is nobody any more.
///
/// # Errors
/// When the database refuses.
pub async fn look<R: Reach>(scope: &R, approval: &approval::Model, step: &mut approval_step::Model) -> Result<()>
where
    client_user::Entity: Joinable<R::Side>,
{
    let Some(version) = current_version(scope, step.id).await? else { return Ok(()) };
    let reviewers = people::reviewers(scope, approval, step.id).await?;
    let decisions = people::decisions(scope, version.id).await?;
    if rules::outcome(step, &reviewers, &decisions) == ApprovalStatus::Approved {
        // A step that opens again may have been decided on by all who are left.
        let (agency, workspace) = (approval.agency_id, approval.workspace_id);
        return jobs::enqueue(scope, &PeopleChanged { agency, workspace }).await;
    }
    let unreachable = !rules::reachable(step, &reviewers, &decisions);
    if unreachable == step.unreachable_since.is_some() {
        return Ok(());
    }
    step.unreachable_since = unreachable.then(|| scope.now());
    use approval_step::{Column, Entity};
    let update = scope.alter::<Entity>().filter(Column::Id.eq(step.id));
    let update = match step.unreachable_since {
        Some(now) => update.set(Column::UnreachableSince, now),
        None => update.set_expr(Column::UnreachableSince, Expr::cust("NULL")),
    };
    update.exec().await?;
    let kind = if unreachable { ApprovalEventKind::Unreachable } else { ApprovalEventKind::Reachable };
    let detail = json!({ "number": version.number, "rule": step.rule, "quorum": step.quorum });
    history::record(scope, approval, Event::new(kind, detail).step(step.id).version(version.id)).await?;
    if unreachable {
        tell(scope, approval, ActivityKind::ApprovalUnreachable, BTreeSet::new()).await?;
    }
    Ok(())
}
