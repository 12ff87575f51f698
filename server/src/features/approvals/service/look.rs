use sea_orm::ColumnTrait;
use serde_json::json;

use super::history::{self, Event};
use super::settle::settle;
use super::tell::announce;
use super::{current_version, held, people};
use crate::access::Approver;
use crate::entity::approval_step;
use crate::entity::words::{ApprovalEventKind, ApprovalStatus};
use crate::error::Result;
use crate::ids::ApprovalId;

/// Somebody who may decide looks at an approval: what waited to be opened is in review from now on. Doing it again
/// changes nothing.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another workspace's approval.
pub async fn look(scope: &Approver, id: ApprovalId) -> Result<()> {
    scope
        .transaction(async |scope| {
            use approval_step::{Column, Entity};
            let approval = held(&scope, id).await?;
            let waiting = scope.find::<Entity>().filter(Column::ApprovalId.eq(id));
            let waiting = waiting.filter(Column::WaitsSince.is_not_null());
            let waiting =
                waiting.filter(Column::Status.eq(ApprovalStatus::Pending)).asc(Column::Position).all().await?;
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
