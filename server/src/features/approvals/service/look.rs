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
use crate::ids::ApprovalId;

/// Somebody who may decide looks at an approval: what waited to be opened is in review from now on. Doing it again
/// changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn look(scope: &Approver, id: ApprovalId) -> Result<()> {
    // Most looks change nothing, and hold nobody up.
    if unopened(scope, id).first().await?.is_none() {
        return Ok(());
    }
    scope
        .transaction(async |scope| {
            use approval_step::{Column, Entity};
            let approval = held(&scope, id).await?;
            let waiting = unopened(&scope, id).asc(Column::Position).all().await?;
            let mut looked = false;
            for step in waiting {
                if !people::reviewers(&scope, &approval, step.id).await?.contains(&scope.person()) {
                    continue;
                }
                let Some(version) = current_version(&scope, step.id).await? else { continue };
                let update = scope.update::<Entity>().set(Column::Status, ApprovalStatus::InReview.as_str());
                update.filter(Column::Id.eq(step.id)).exec().await?;
                let detail = json!({ "number": version.number });
                let event = Event::new(ApprovalEventKind::Opened, detail).step(step.id).version(version.id);
                history::record(&scope, &approval, event).await?;
                looked = true;
            }
            if looked {
                settle(&scope, &approval).await?;
                announce(&scope, &approval);
            }
            Ok(())
        })
        .await
}

/// The steps that wait and that nobody has opened.
fn unopened(scope: &ClientScope, id: ApprovalId) -> ScopedSelect<'_, ClientSide, approval_step::Entity> {
    use approval_step::{Column, Entity};
    let waiting = scope.find::<Entity>().filter(Column::ApprovalId.eq(id)).filter(Column::WaitsSince.is_not_null());
    waiting.filter(Column::Status.eq(ApprovalStatus::Pending))
}
