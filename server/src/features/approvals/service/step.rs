use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::{Map, Value, json};

use super::history::{self, Event};
use super::settle::settle;
use super::tell::announce;
use super::{current_version, held_open, people, reach, step_of};
use crate::access::AgencyScope;
use crate::entity::words::{ApprovalEventKind, ReviewRule};
use crate::entity::{approval, approval_reviewer, approval_step, client_user, membership};
use crate::error::{Error, FieldErrors, Result};
use crate::features::approvals::rules;
use crate::ids::{ApprovalId, ApprovalStepId, ClientId};
use crate::text;

/// What staff change of a step; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct StepChange {
    pub title: Option<String>,
    pub instructions: Option<String>,
    /// `Some(None)` takes the deadline away.
    pub due_at: Option<Option<DateTime<Utc>>>,
    /// Replaces all; nobody stands for everybody who may approve work.
    pub reviewers: Option<Vec<ClientId>>,
    pub rule: Option<ReviewRule>,
    pub quorum: Option<i32>,
}

/// No quorum is larger.
const LARGEST_QUORUM: i32 = 100;

/// Staff change a step, if its approval is still as they saw it. Who decides, and how many of them, stays as it is
/// while somebody's decision on the current version stands. Where nobody is left to decide, others can be named beside it:
/// they decide, and nothing is approved by naming them.
///
/// # Errors
/// [`Error::NotFound`] for another agency's approval or another approval's step; [`Error::Stale`] when the approval
/// has moved on from `version`; [`Error::Invalid`] at the fields; a conflict where somebody has decided.
pub async fn change_step(
    scope: &AgencyScope,
    id: ApprovalId,
    step: ApprovalStepId,
    version: Option<i64>,
    change: StepChange,
) -> Result<()> {
    let mut errors = FieldErrors::default();
    let title = change.title.map(|title| errors.keep(text::line("title", &title, text::LONGEST_TITLE))).transpose()?;
    let instructions = change.instructions.map(|text| errors.keep(text::prose("instructions", &text))).transpose()?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            use approval_step::{Column, Entity};
            let approval = held_open(&scope, id).await?;
            if version.is_some_and(|seen| seen != approval.version) {
                return Err(Error::Stale);
            }
            let step = step_of(&scope, id, step).await?;
            let reviewers = change.reviewers.as_ref().map(|people| people.iter().copied().collect::<BTreeSet<_>>());
            if reviewers.is_some() || change.rule.is_some() || change.quorum.is_some() {
                let others = change.rule.is_none() && change.quorum.is_none();
                if !others || step.unreachable_since.is_none() {
                    undecided(&scope, &step).await?;
                }
            }
            let rule = change.rule.unwrap_or(step.rule);
            let quorum = if rule == ReviewRule::Quorum { change.quorum.or(step.quorum) } else { change.quorum };
            let named: Vec<ClientId> = match &reviewers {
                Some(named) => named.iter().copied().collect(),
                None => people::named(&scope, step.id).await?.into_iter().collect(),
            };
            check_rule("quorum", rule, quorum, &named)?;
            let mut said = Map::new();
            let mut say = |name: &str, value: Option<Value>| value.map(|value| said.insert(name.to_owned(), value));
            say("title", title.as_ref().map(|title| json!(title)));
            say("instructions", instructions.as_ref().map(|text| json!(text)));
            say("due_at", change.due_at.map(|due| json!(due)));
            say("reviewers", reviewers.as_ref().map(|people| json!(people)));
            say("rule", change.rule.map(|rule| json!(rule)));
            say("quorum", change.quorum.map(|quorum| json!(quorum)));
            let replan = change.due_at.filter(|_| step.waits_since.is_some()).map(|due| due.map(|_| scope.now()));
            let update = scope.update::<Entity>().set_if(Column::Title, title).set_if(Column::DueAt, change.due_at);
            let update = update.set_if(Column::Instructions, instructions).set_if(Column::RemindAt, replan);
            let update = update.set(Column::Rule, rule.as_str()).set(Column::Quorum, quorum);
            update.filter(Column::Id.eq(step.id)).exec().await?;
            if let Some(reviewers) = &reviewers {
                use approval_reviewer::{Column, Entity};
                scope.delete::<Entity>().filter(Column::StepId.eq(step.id)).exec().await?;
                name_reviewers(&scope, "reviewers", &approval, step.id, reviewers).await?;
            }
            if reviewers.is_some() || change.quorum.is_some() {
                check_reach(&scope, "quorum", &approval, step.id, quorum).await?;
            }
            if !said.is_empty() {
                let event = Event::new(ApprovalEventKind::Changed, Value::Object(said)).step(step.id);
                history::record(&scope, &approval, event).await?;
            }
            if step.waits_since.is_some() {
                let mut step = step_of(&scope, id, step.id).await?;
                reach::look(&scope, &approval, &mut step).await?;
            }
            settle(&scope, &approval).await?;
            announce(&scope, &approval);
            Ok(())
        })
        .await
}

/// Nobody's decision on the step's current version stands.
async fn undecided(scope: &AgencyScope, step: &approval_step::Model) -> Result<()> {
    if let Some(version) = current_version(scope, step.id).await?
        && !rules::latest(&people::decisions(scope, version.id).await?).is_empty()
    {
        let message = "somebody has decided on the current version; who decides changes with the next one";
        return Err(Error::conflict("step_decided", message));
    }
    Ok(())
}

/// Whether a step can be decided on by this rule.
///
/// # Errors
/// [`Error::Invalid`] at `field`.
pub fn check_rule(field: &'static str, rule: ReviewRule, quorum: Option<i32>, reviewers: &[ClientId]) -> Result<()> {
    match (rule, quorum) {
        (ReviewRule::Quorum, None) => Err(Error::field(field, "Say how many have to approve.")),
        (ReviewRule::Any | ReviewRule::All, Some(_)) => {
            Err(Error::field(field, "Only the rule `quorum` says how many have to approve."))
        }
        (ReviewRule::Quorum, Some(most)) if !(1..=LARGEST_QUORUM).contains(&most) => {
            Err(Error::field(field, format!("From 1 to {LARGEST_QUORUM} people have to approve.")))
        }
        (ReviewRule::Quorum, Some(most)) if !reviewers.is_empty() && reviewers.len() < most as usize => {
            Err(Error::field(field, "The step names fewer people than have to approve."))
        }
        _ => Ok(()),
    }
}

/// Whether as many people may decide on a step as have to approve.
///
/// # Errors
/// [`Error::Invalid`] at `field`.
pub async fn check_reach(
    scope: &AgencyScope,
    field: &'static str,
    approval: &approval::Model,
    step: ApprovalStepId,
    quorum: Option<i32>,
) -> Result<()> {
    let Some(most) = quorum.and_then(|most| usize::try_from(most).ok()) else { return Ok(()) };
    let able = people::reviewers(scope, approval, step).await?.len();
    if able < most {
        return Err(Error::field(field, format!("{most} have to approve, and {able} of the workspace may.")));
    }
    Ok(())
}

/// Names who decides on a step.
///
/// # Errors
/// [`Error::Invalid`] at the field for somebody who is no member of the workspace or may not approve work.
pub async fn name_reviewers(
    scope: &AgencyScope,
    field: &str,
    approval: &approval::Model,
    step: ApprovalStepId,
    reviewers: &BTreeSet<ClientId>,
) -> Result<()> {
    use membership::{Column, Entity};
    if reviewers.is_empty() {
        return Ok(());
    }
    let members = scope.find::<Entity>().filter(Column::WorkspaceId.eq(approval.workspace_id));
    let members = members.join::<client_user::Entity>(Column::ClientUserId, client_user::Column::Id);
    let members = members.filter(client_user::Column::DisabledAt.is_null());
    let able = members.filter(Column::CanApproveWork.eq(true));
    let able = able.filter(Column::ClientUserId.is_in(reviewers.iter().copied())).count().await?;
    if usize::try_from(able).ok() != Some(reviewers.len()) {
        return Err(Error::field(
            field.to_owned(),
            "Name members of the workspace who may approve work, each by `person_id`.",
        ));
    }
    for person in reviewers {
        scope
            .insert(approval_reviewer::ActiveModel {
                agency_id: NotSet,
                workspace_id: Set(approval.workspace_id),
                step_id: Set(step),
                client_user_id: Set(*person),
            })
            .await?;
    }
    Ok(())
}
