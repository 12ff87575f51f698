use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::decide::said;
use super::{current_version, held_open, people, step_of};
use crate::access::{Approver, ClientScope};
use crate::entity::words::Verdict;
use crate::entity::{approval, approval_decision, approval_step};
use crate::error::{Error, Result};
use crate::features::approvals::rules;
use crate::ids::{ApprovalDecisionId, ApprovalId, ApprovalStepId, Id};

/// Takes back what one decided on a step's current version, while nothing was built on it. The decision stays in the
/// history; taking it back is an event of its own.
///
/// # Errors
/// [`Error::NotFound`] for another workspace's approval, and where there is nothing to take back; a conflict
/// `decision_built_on` where a later step was decided on since.
pub async fn withdraw(scope: &Approver, id: ApprovalId, step: ApprovalStepId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let approval = held_open(&scope, id).await?;
            let decision = ApprovalDecisionId::new();
            if scope.claim_once("approval_decision_withdraw", decision).await?.is_some() {
                return Ok(());
            }
            let step = step_of(&scope, id, step).await?;
            let version = current_version(&scope, step.id).await?.ok_or(Error::NotFound)?;
            let before = people::decisions(&scope, version.id).await?;
            let mine = rules::latest(&before).get(&scope.person()).copied().ok_or(Error::NotFound)?;
            if !approval.parallel && later_decided(&scope, &approval, &step).await? {
                let message = "a later step was decided on since, so this stands";
                return Err(Error::conflict("decision_built_on", message));
            }
            scope
                .insert(approval_decision::ActiveModel {
                    id: Set(decision),
                    agency_id: NotSet,
                    workspace_id: NotSet,
                    approval_id: Set(id),
                    step_id: Set(step.id),
                    version_id: Set(version.id),
                    client_user_id: Set(scope.person()),
                    author_name: Set(scope.viewer().name.clone()),
                    verdict: Set(Verdict::Withdrawn),
                    feedback: Set(String::new()),
                    evidence: Set("{}".to_owned()),
                    created_at: Set(scope.now()),
                })
                .await?;
            let detail = json!({ "decision": decision, "was": mine, "number": version.number });
            said(&scope, &approval, &step, &version, Verdict::Withdrawn, detail).await
        })
        .await
}

/// Whether somebody has decided on a step after this one.
async fn later_decided(scope: &ClientScope, approval: &approval::Model, step: &approval_step::Model) -> Result<bool> {
    use approval_decision::{Column as D, Entity as Decision};
    use approval_step::{Column, Entity};
    let later = scope.find::<Entity>().filter(Column::ApprovalId.eq(approval.id));
    let later = later.filter(Column::Position.gt(step.position)).all().await?;
    let decided = scope.find::<Decision>().filter(D::ApprovalId.eq(approval.id));
    let decided = decided.filter(D::StepId.is_in(later.into_iter().map(|step| step.id)));
    Ok(decided.first().await?.is_some())
}
