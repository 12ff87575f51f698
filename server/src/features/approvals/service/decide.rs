use std::collections::BTreeSet;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::{Value, json};

use super::comment::files_of;
use super::history::{self, Event};
use super::send::shown;
use super::settle::settle;
use super::tell::{announce, tell};
use super::{current_version, held_open, people, step_of};
use crate::access::{Approver, ClientScope, Joinable, Reach};
use crate::entity::words::{ActivityKind, ApprovalEventKind, ApprovalStatus, Verdict};
use crate::entity::{approval, approval_decision, approval_step, approval_version, client_user};
use crate::error::{Error, Result};
use crate::features::approvals::rules;
use crate::features::audit::{self, Entry};
use crate::ids::{ApprovalDecisionId, ApprovalId, ApprovalStepId, ApprovalVersionId, Id};
use crate::text;

/// What a client says of a version.
#[derive(Clone, Debug)]
pub struct Answer {
    pub step: ApprovalStepId,
    /// The version that was shown.
    pub version: ApprovalVersionId,
    /// To approve it, or to ask for changes.
    pub verdict: Verdict,
    /// What should change; needed where something should.
    pub feedback: String,
}

/// Why somebody may not decide here.
const NOT_YOURS: Error =
    Error::Forbidden { code: "may_not_decide", message: "you may look at this, and others decide on it" };

/// Decides on the version of a step that was shown, if it is still the one that counts. Doing the same twice
/// changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for another workspace's approval; [`Error::Forbidden`] where the step names others;
/// [`Error::Invalid`] at `feedback` where changes are asked for and none is said; a conflict `newer_version` or
/// `step_closed` where this is not what is to be decided on now.
pub async fn decide(scope: &Approver, id: ApprovalId, answer: Answer) -> Result<()> {
    let feedback = match answer.verdict {
        Verdict::ChangesRequested => text::body("feedback", &answer.feedback)?,
        _ => text::prose("feedback", &answer.feedback)?,
    };
    let decided = scope
        .transaction(async |scope| {
            let approval = held_open(&scope, id).await?;
            let decision = ApprovalDecisionId::new();
            if scope.claim_once("approval_decision", decision).await?.is_some() {
                return Ok(true);
            }
            let step = step_of(&scope, id, answer.step).await?;
            let version = version_of(&scope, &step, answer.version).await?;
            if !people::reviewers(&scope, &approval, step.id).await?.contains(&scope.person()) {
                refused(&scope, &approval).await?;
                return Ok(false);
            }
            if step.waits_since.is_none() {
                return Err(closed(&scope, &step, answer.verdict, version.id).await?);
            }
            let before = people::decisions(&scope, version.id).await?;
            if rules::latest(&before).get(&scope.person()) == Some(&answer.verdict) {
                return Ok(true);
            }
            let files = files_of(&scope, version.id).await?;
            let evidence = shown(&version, &files);
            let row = approval_decision::ActiveModel {
                id: Set(decision),
                agency_id: NotSet,
                workspace_id: NotSet,
                approval_id: Set(id),
                step_id: Set(step.id),
                version_id: Set(version.id),
                client_user_id: Set(scope.person()),
                author_name: Set(scope.viewer().name.clone()),
                verdict: Set(answer.verdict),
                feedback: Set(feedback.clone()),
                evidence: Set(evidence.to_string()),
                created_at: Set(scope.now()),
            };
            scope.insert(row).await?;
            let detail = json!({ "decision": decision, "feedback": feedback, "shown": evidence });
            said(&scope, &approval, &step, &version, answer.verdict, detail).await?;
            Ok(true)
        })
        .await?;
    if decided { Ok(()) } else { Err(NOT_YOURS) }
}

/// The version that was shown, if it is the step's current one.
async fn version_of(
    scope: &ClientScope,
    step: &approval_step::Model,
    shown: ApprovalVersionId,
) -> Result<approval_version::Model> {
    let current = current_version(scope, step.id).await?.ok_or(Error::NotFound)?;
    if current.id == shown {
        return Ok(current);
    }
    use approval_version::{Column, Entity};
    scope.find::<Entity>().filter(Column::StepId.eq(step.id)).filter(Column::Id.eq(shown)).one().await?;
    Err(Error::conflict("newer_version", format!("version {} was sent in the meantime", current.number)))
}

/// Why a step cannot be decided on now. Somebody who said the same as it came to has nothing to be told.
async fn closed(
    scope: &ClientScope,
    step: &approval_step::Model,
    verdict: Verdict,
    version: ApprovalVersionId,
) -> Result<Error> {
    let mine = rules::latest(&people::decisions(scope, version).await?).get(&scope.person()).copied();
    let message = match (step.status, mine) {
        (_, Some(mine)) if mine == verdict => "you have decided on this already",
        (ApprovalStatus::Approved, _) => "this was approved in the meantime",
        (ApprovalStatus::NeedsChanges, _) => "changes were asked for in the meantime; the next version will come",
        _ => "this step comes later; the one before it is still open",
    };
    Ok(Error::conflict("step_closed", message))
}

/// What a decision brings about: the history, where the step and the approval stand, and who is told.
pub async fn said(
    scope: &ClientScope,
    approval: &approval::Model,
    step: &approval_step::Model,
    version: &approval_version::Model,
    verdict: Verdict,
    detail: Value,
) -> Result<()> {
    let (kind, activity, entry) = match verdict {
        Verdict::Approved => {
            (ApprovalEventKind::Approved, ActivityKind::ApprovalApproved, Entry::new("approval.approved"))
        }
        Verdict::ChangesRequested => (
            ApprovalEventKind::ChangesRequested,
            ActivityKind::ApprovalChangesRequested,
            Entry::new("approval.changes_requested"),
        ),
        Verdict::Withdrawn => {
            (ApprovalEventKind::Withdrawn, ActivityKind::ApprovalWithdrawn, Entry::new("approval.decision_withdrawn"))
        }
    };
    let about = |kind, detail| Event::new(kind, detail).step(step.id).version(version.id);
    history::record(scope, approval, about(kind, detail)).await?;
    let reviewers = people::reviewers(scope, approval, step.id).await?;
    let outcome = rules::outcome(step, &reviewers, &people::decisions(scope, version.id).await?);
    if outcome == ApprovalStatus::Approved {
        approve(scope, approval, step, version, json!({})).await?;
    } else {
        stand(scope, step, outcome).await?;
    }
    let opened = settle(scope, approval).await?;
    // The others hear of what settles the step, and of what unsettles it: not of each vote.
    let turned = match verdict {
        Verdict::Withdrawn => step.decided_at.is_some(),
        Verdict::Approved | Verdict::ChangesRequested => {
            matches!(outcome, ApprovalStatus::Approved | ApprovalStatus::NeedsChanges)
        }
    };
    let others = if turned { reviewers } else { BTreeSet::new() };
    tell(scope, approval, activity, others).await?;
    next(scope, approval, step.id, opened).await?;
    announce(scope, approval);
    let about = json!({ "step": step.title, "version": version.number, "text_sha256": version.body_sha256 });
    let entry = entry.target("approval", approval.id, approval.title.clone());
    audit::record(scope, entry.workspace(approval.workspace_id).detail(about)).await
}

/// Notes that a step is approved, with what a reader needs besides to see why.
pub async fn approve(
    scope: &impl Reach,
    approval: &approval::Model,
    step: &approval_step::Model,
    version: &approval_version::Model,
    why: Value,
) -> Result<()> {
    stand(scope, step, ApprovalStatus::Approved).await?;
    let mut detail = json!({ "number": version.number, "rule": step.rule, "quorum": step.quorum });
    if let (Value::Object(detail), Value::Object(why)) = (&mut detail, why) {
        detail.extend(why);
    }
    let event = Event::new(ApprovalEventKind::StepApproved, detail).step(step.id).version(version.id);
    history::record(scope, approval, event).await
}

/// Has those told who are to decide on the steps that opened by what happened to this one.
pub async fn next<R: Reach>(
    scope: &R,
    approval: &approval::Model,
    step: ApprovalStepId,
    opened: BTreeSet<ApprovalStepId>,
) -> Result<()>
where
    client_user::Entity: Joinable<R::Side>,
{
    for next in opened.into_iter().filter(|next| *next != step) {
        let awaited = people::awaited_at(scope, approval, next).await?;
        tell(scope, approval, ActivityKind::ApprovalNext, awaited).await?;
    }
    Ok(())
}

async fn stand(scope: &impl Reach, step: &approval_step::Model, status: ApprovalStatus) -> Result<()> {
    use approval_step::{Column, Entity};
    let decided = matches!(status, ApprovalStatus::Approved | ApprovalStatus::NeedsChanges);
    let update = scope.alter::<Entity>().set(Column::Status, status.as_str());
    let update = update.set(Column::DecidedAt, decided.then(|| scope.now()));
    update.filter(Column::Id.eq(step.id)).exec().await?;
    Ok(())
}

/// Notes that somebody tried to decide who may not.
async fn refused(scope: &ClientScope, approval: &approval::Model) -> Result<()> {
    let entry = Entry::new("approval.decision_refused").target("approval", approval.id, approval.title.clone());
    audit::record(scope, entry.workspace(approval.workspace_id)).await
}

/// Whoever may decide, to decide on this approval. Somebody who may not is told so, and it is noted.
///
/// # Errors
/// [`Error::NotFound`] for another workspace's approval; [`Error::Forbidden`] without the right.
pub async fn approver(scope: &ClientScope, id: ApprovalId) -> Result<Approver> {
    if let Ok(approver) = Approver::new(scope.clone()) {
        return Ok(approver);
    }
    scope
        .transaction(async |scope| {
            let approval = scope.find::<approval::Entity>().filter(approval::Column::Id.eq(id)).one().await?;
            refused(&scope, &approval).await
        })
        .await?;
    Err(NOT_YOURS)
}
