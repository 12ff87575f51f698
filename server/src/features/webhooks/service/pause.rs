use chrono::TimeDelta;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::json;

use super::webhooks::{held, host};
use crate::access::{AdminScope, AgencyScope};
use crate::entity::webhook::{Column, Entity, Model};
use crate::entity::words::{PauseReason, StaffNews};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::notifications;
use crate::features::webhooks::jobs::SendWebhook;
use crate::ids::WebhookId;
use crate::jobs;

/// Has it told of nothing until it is resumed. What happens meanwhile is kept as missed.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn pause(scope: &AdminScope, id: WebhookId) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let row = held(&scope, id).await?;
            if row.paused_at.is_some() {
                return Ok(row);
            }
            let row = stop(&scope, &row, PauseReason::Staff).await?;
            let entry = Entry::new("webhook.paused").target("webhook", id, host(&row));
            audit::record(&scope, entry.detail(json!({ "reason": PauseReason::Staff }))).await?;
            Ok(row)
        })
        .await
}

/// Has it told again: at once of what waited before it was paused, and of what happens from now on.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn resume(scope: &AdminScope, id: WebhookId) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let row = held(&scope, id).await?;
            if row.paused_at.is_none() {
                return Ok(row);
            }
            let null = || Expr::cust("NULL");
            let update = scope.update::<Entity>().set_expr(Column::PausedAt, null());
            let update = update.set_expr(Column::PauseReason, null()).set_expr(Column::FailingSince, null());
            let update = update.set(Column::Version, row.version + 1).set(Column::UpdatedAt, scope.now());
            let row = update.filter(Column::Id.eq(id)).returning().await?.pop().ok_or(Error::NotFound)?;
            jobs::enqueue(&scope, &SendWebhook { agency: scope.agency(), webhook: id }).await?;
            audit::record(&scope, Entry::new("webhook.resumed").target("webhook", id, host(&row))).await?;
            Ok(row)
        })
        .await
}

/// Pauses it because it does not answer any more, and tells whoever can mend that. For the scope's transaction, which
/// holds the row; the last thing in it.
pub(super) async fn give_up(scope: &AgencyScope, grouping: TimeDelta, row: &Model, reason: PauseReason) -> Result<()> {
    let row = stop(scope, row, reason).await?;
    notifications::tell_admins(scope, StaffNews::WebhookPaused, &host(&row), grouping).await?;
    let entry = Entry::new("webhook.paused").target("webhook", row.id, host(&row));
    audit::record(scope, entry.detail(json!({ "reason": reason }))).await
}

async fn stop(scope: &AgencyScope, row: &Model, reason: PauseReason) -> Result<Model> {
    let now = scope.now();
    let update = scope.update::<Entity>().set(Column::PausedAt, now).set(Column::PauseReason, reason);
    let update = update.set(Column::Version, row.version + 1).set(Column::UpdatedAt, now);
    update.filter(Column::Id.eq(row.id)).returning().await?.pop().ok_or(Error::NotFound)
}
