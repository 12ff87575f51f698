use sea_orm::ColumnTrait;
use serde_json::json;

use super::history::{self, Event};
use super::settle::settle;
use super::tell::announce;
use super::{current_version, held, people};
use crate::access::{Approver, ClientScope, ClientSide, ScopedSelect};
use crate::entity::approval_step;
use crate::entity::words::{ApprovalEventKind, ApprovalStatus};
use crate::error::Result;
use crate::ids::{ApprovalId, ApprovalStepId};

/// Somebody who may decide looks at a step of an approval: if it waited to be opened, it is in review from now on. Doing
/// it again changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn look(scope: &Approver, id: ApprovalId, step: ApprovalStepId) -> Result<()> {
    // Most looks change nothing, and hold nobody up.
    if unopened(scope, id, step).first().await?.is_none() {
        return Ok(());
    }
    scope
        .transaction(async |scope| {
            use approval_step::{Column, Entity};
            let approval = held(&scope, id).await?;
            if unopened(&scope, id, step).first().await?.is_none()
                || !people::reviewers(&scope, &approval, step).await?.contains(&scope.person())
            {
                return Ok(());
            }
            let Some(version) = current_version(&scope, step).await? else { return Ok(()) };
            let update = scope.update::<Entity>().set(Column::Status, ApprovalStatus::InReview.as_str());
            update.filter(Column::Id.eq(step)).exec().await?;
            let detail = json!({ "number": version.number });
            let event = Event::new(ApprovalEventKind::Opened, detail).step(step).version(version.id);
            history::record(&scope, &approval, event).await?;
            settle(&scope, &approval).await?;
            announce(&scope, &approval);
            Ok(())
        })
        .await
}

/// The step, where it waits and nobody has opened it.
fn unopened(
    scope: &ClientScope,
    id: ApprovalId,
    step: ApprovalStepId,
) -> ScopedSelect<'_, ClientSide, approval_step::Entity> {
    use approval_step::{Column, Entity};
    let step = scope.find::<Entity>().filter(Column::Id.eq(step)).filter(Column::ApprovalId.eq(id));
    step.filter(Column::WaitsSince.is_not_null()).filter(Column::Status.eq(ApprovalStatus::Pending))
}
