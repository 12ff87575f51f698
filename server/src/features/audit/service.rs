use chrono::{DateTime, Utc};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::LikeExpr;
use serde_json::json;
use uuid::Uuid;

use super::entry::{Entry, record};
use crate::access::{AdminScope, Page, Paging, Sort, in_years};
use crate::entity::audit_entry::{Column, Entity, Model};
use crate::error::Result;

/// Which entries are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Whatever begins so: `member`, `member.permitted`.
    pub action: Option<String>,
    pub actor: Option<Uuid>,
    pub target: Option<Uuid>,
    pub workspace: Option<Uuid>,
    pub since: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
}

/// The agency's audit trail, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn list(scope: &AdminScope, wanted: &Wanted, paging: &Paging) -> Result<Page<Model>> {
    let begins = |action: &String| {
        let plain = action.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        Column::Action.like(LikeExpr::new(format!("{plain}%")).escape('\\'))
    };
    checked(wanted)?;
    scope
        .find::<Entity>()
        .filter_if(wanted.action.as_ref(), begins)
        .filter_if(wanted.actor, |actor| Column::ActorId.eq(actor))
        .filter_if(wanted.target, |target| Column::TargetId.eq(target))
        .filter_if(wanted.workspace, |workspace| Column::WorkspaceId.eq(workspace))
        .filter_if(wanted.since, |since| Column::CreatedAt.gte(since))
        .filter_if(wanted.until, |until| Column::CreatedAt.lt(until))
        .page(paging, Sort::newest(|row| row.id.into()))
        .await
}

/// Notes that somebody takes the trail away. The note is the last entry of what they get.
///
/// # Errors
/// When the database refuses.
pub async fn begin_export(scope: &AdminScope, wanted: &Wanted) -> Result<()> {
    checked(wanted)?;
    let detail =
        json!({ "action": wanted.action, "actor_id": wanted.actor, "since": wanted.since, "until": wanted.until });
    scope.transaction(async |scope| record(&scope, Entry::new("audit.exported").detail(detail)).await).await
}

fn checked(wanted: &Wanted) -> Result<()> {
    wanted.since.map_or(Ok(()), |since| in_years("since", &since))?;
    wanted.until.map_or(Ok(()), |until| in_years("until", &until))
}
