mod due;
mod hold;
mod read;

pub use due::do_due;
pub use hold::{hold, recall, send};
pub use read::{Filter, Listed, find, list};

use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use uuid::Uuid;

use super::Action;
use crate::access::{AgencyScope, Author, Event, StaffEvent, StaffEventKind};
use crate::entity::held_action::{Column, Entity, Model};
use crate::entity::words::HeldState;
use crate::error::{Error, Result};

/// Does what a row says, as the scope's person, and notes it: one is never without the other. The row is held by
/// the transaction.
async fn perform(scope: &AgencyScope, row: &Model) -> Result<()> {
    let action: Action = serde_json::from_str(&row.action).map_err(Error::internal)?;
    match action.perform(scope).await? {
        Some(result) => settle(scope, row, HeldState::Done, None, Some(result)).await,
        None => {
            let why = "it was answered or closed before a rule did".to_owned();
            settle(scope, row, HeldState::Recalled, Some(why), None).await
        }
    }
}

async fn settle(
    scope: &AgencyScope,
    row: &Model,
    state: HeldState,
    problem: Option<String>,
    result: Option<Uuid>,
) -> Result<()> {
    scope
        .update::<Entity>()
        .set(Column::State, state.as_str())
        .set(Column::SettledAt, scope.now())
        .set(Column::Problem, problem)
        .set(Column::ResultId, result)
        .filter(Column::Id.eq(row.id))
        .exec()
        .await?;
    announce(scope, row);
    Ok(())
}

/// Puts off what may work later.
async fn put_off(scope: &AgencyScope, row: &Model, until: chrono::DateTime<chrono::Utc>) -> Result<()> {
    let later = scope.update::<Entity>().set(Column::DueAt, until);
    let counted = later.set_expr(Column::Attempts, Expr::val(row.attempts + 1));
    counted.filter(Column::Id.eq(row.id)).exec().await?;
    Ok(())
}

fn announce(scope: &AgencyScope, row: &Model) {
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency(),
        kind: StaffEventKind::HeldChanged,
        workspace: Some(row.workspace_id),
        request: None,
        project: None,
        approval: None,
        actor: Some(row.staff_id.into()),
    }));
}
