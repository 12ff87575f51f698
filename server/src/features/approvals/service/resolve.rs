use std::collections::BTreeSet;

use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::json;

use super::held;
use super::history::{self, Event};
use super::tell::{announce, tell_about};
use crate::access::{AgencyScope, Reach, Reviewer};
use crate::entity::approval;
use crate::entity::approval_comment::{Column, Entity, Model};
use crate::entity::words::{ActivityKind, ActorKind, ApprovalEventKind};
use crate::error::Result;
use crate::ids::{ApprovalId, ClientId, CommentId, StaffId};

/// A client says that a comment is dealt with, or is not after all. Doing it twice changes nothing.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another workspace's comment, and for an answer.
pub async fn resolve(scope: &Reviewer, approval: ApprovalId, comment: CommentId, resolved: bool) -> Result<Model> {
    scope.transaction(async |scope| mark(&scope, approval, comment, resolved).await).await
}

/// Staff say that a comment is dealt with, or is not after all. Doing it twice changes nothing.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's comment, and for an answer.
pub async fn staff_resolve(
    scope: &AgencyScope,
    approval: ApprovalId,
    comment: CommentId,
    resolved: bool,
) -> Result<Model> {
    scope.transaction(async |scope| mark(&scope, approval, comment, resolved).await).await
}

async fn mark(scope: &impl Reach, id: ApprovalId, comment: CommentId, resolved: bool) -> Result<Model> {
    let approval = held(scope, id).await?;
    let of_approval = || scope.rows::<Entity>().filter(Column::ApprovalId.eq(id)).filter(Column::Id.eq(comment));
    let row = of_approval().filter(Column::ParentId.is_null()).one().await?;
    if row.resolved_at.is_some() == resolved {
        return Ok(row);
    }
    let update = scope.alter::<Entity>().filter(Column::Id.eq(comment));
    let (kind, update) = if resolved {
        let update = update.set(Column::ResolvedAt, scope.now());
        (ApprovalEventKind::Resolved, update.set(Column::ResolvedBy, scope.actor().name()))
    } else {
        let never = || Expr::cust("NULL");
        let update = update.set_expr(Column::ResolvedAt, never());
        (ApprovalEventKind::Unresolved, update.set_expr(Column::ResolvedBy, never()))
    };
    update.exec().await?;
    let detail = json!({ "comment": comment, "number": row.number });
    let event = Event::new(kind, detail).step(row.step_id).version(row.version_id);
    history::record(scope, &approval, event).await?;
    if resolved && row.author_id != scope.actor().id() {
        tell_author(scope, &approval, &row).await?;
    }
    announce(scope, &approval);
    of_approval().one().await
}

/// Has somebody told that another has resolved their comment.
async fn tell_author(scope: &impl Reach, approval: &approval::Model, row: &Model) -> Result<()> {
    let (people, about) = match row.author_kind {
        ActorKind::Client => (BTreeSet::from([ClientId::from(row.author_id)]), None),
        ActorKind::Staff => (BTreeSet::new(), Some(StaffId::from(row.author_id))),
    };
    tell_about(scope, approval, ActivityKind::ApprovalResolved, people, about).await
}
