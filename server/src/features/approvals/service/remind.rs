use std::collections::BTreeSet;

use sea_orm::ColumnTrait;
use serde_json::json;

use super::history::{self, Event};
use super::tell::tell;
use super::{held, held_open, people, step_of};
use crate::access::AgencyScope;
use crate::entity::words::{ActivityKind, ApprovalEventKind};
use crate::entity::{approval, approval_step, client_user};
use crate::error::{Error, Result};
use crate::features::agencies;
use crate::features::approvals::rules::{self, Policy};
use crate::ids::{ApprovalId, ApprovalStepId, ClientId, Id};

/// Staff remind those who have not decided on what is open.
///
/// # Errors
/// [`Error::NotFound`] for another agency's approval; a conflict where nothing waits for the client, or nobody is left
/// who could decide.
pub async fn remind(scope: &AgencyScope, id: ApprovalId) -> Result<Vec<String>> {
    scope
        .transaction(async |scope| {
            use approval_step::{Column, Entity};
            let approval = held_open(&scope, id).await?;
            // What is told of it is the same whenever it is asked for again.
            let again = scope.claim_once("approval_remind", ApprovalStepId::new()).await?.is_some();
            let open = scope.find::<Entity>().filter(Column::ApprovalId.eq(id));
            let open = open.filter(Column::WaitsSince.is_not_null()).asc(Column::Position).all().await?;
            let mut reminded = BTreeSet::new();
            for step in &open {
                let people = people::awaited_at(&scope, &approval, step.id).await?;
                if !again && !people.is_empty() {
                    said(&scope, &approval, step, &people).await?;
                    let update = scope.update::<Entity>().set(Column::RemindedAt, scope.now());
                    update.filter(Column::Id.eq(step.id)).exec().await?;
                }
                reminded.extend(people);
            }
            if reminded.is_empty() {
                return Err(Error::conflict("nobody_to_remind", "there is nobody whose decision is waited for"));
            }
            let names = names(&scope, &reminded).await?;
            if !again {
                tell(&scope, &approval, ActivityKind::ApprovalReminded, reminded).await?;
            }
            Ok(names)
        })
        .await
}

/// Looks at a step whose time to remind has come: reminds, or plans when to.
///
/// # Errors
/// When the database refuses.
pub async fn remind_due(scope: &AgencyScope, id: ApprovalId, step: ApprovalStepId) -> Result<()> {
    scope
        .transaction(async |scope| {
            use approval_step::{Column, Entity};
            let approval = match held(&scope, id).await {
                Err(Error::NotFound) => return Ok(()),
                other => other?,
            };
            let step = step_of(&scope, id, step).await?;
            let now = scope.now();
            let (Some(since), true) = (step.waits_since, step.remind_at.is_some_and(|at| at <= now)) else {
                return Ok(());
            };
            let policy = Policy::from(&agencies::find(&scope).await?);
            let since = step.reminded_at.map_or(since, |at| at.max(since));
            let due = rules::next_reminder(policy, step.due_at, since, step.reminders).is_some_and(|at| at <= now);
            let people = if due { people::awaited_at(&scope, &approval, step.id).await? } else { BTreeSet::new() };
            let (reminders, since) = if due { (step.reminders + 1, now) } else { (step.reminders, since) };
            let next = rules::next_reminder(policy, step.due_at, since, reminders);
            let update = scope.update::<Entity>().set(Column::RemindAt, next).set(Column::Reminders, reminders);
            let update = update.set_if(Column::RemindedAt, due.then_some(now));
            update.filter(Column::Id.eq(step.id)).exec().await?;
            if !people.is_empty() {
                said(&scope, &approval, &step, &people).await?;
                tell(&scope, &approval, ActivityKind::ApprovalReminded, people).await?;
            }
            Ok(())
        })
        .await
}

async fn said(
    scope: &AgencyScope,
    approval: &approval::Model,
    step: &approval_step::Model,
    people: &BTreeSet<ClientId>,
) -> Result<()> {
    let detail = json!({ "people": names(scope, people).await? });
    history::record(scope, approval, Event::new(ApprovalEventKind::Reminded, detail).step(step.id)).await
}

async fn names(scope: &AgencyScope, people: &BTreeSet<ClientId>) -> Result<Vec<String>> {
    use client_user::{Column, Entity};
    let rows = scope.find::<Entity>().filter(Column::Id.is_in(people.iter().copied())).asc(Column::Name).all().await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}
