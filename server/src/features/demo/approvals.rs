use std::collections::HashMap;

use sea_orm::ColumnTrait;

use super::stage::Stage;
use super::story::{self, Review, Reviewed};
use crate::access::{AgencyScope, Approver, Reviewer};
use crate::entity::words::{ReviewRule, Verdict};
use crate::entity::{approval_step, approval_version};
use crate::error::{Error, Result};
use crate::features::approvals::{self, Anchor, Answer, NewApproval, NewComment, NewStep, NewVersion};
use crate::ids::{ApprovalId, WorkspaceId};

/// Approvals by their titles.
pub type Sent = HashMap<String, ApprovalId>;

/// Staff send something for approval.
pub async fn send(stage: &mut Stage<'_>, workspace: &story::Workspace, told: &story::Approval) -> Result<()> {
    let scope = stage.staff(&told.by).await?;
    let steps = told.steps.iter().map(|step| NewStep {
        title: step.title.clone(),
        instructions: step.instructions.clone(),
        rule: ReviewRule::Any,
        quorum: None,
        due_at: step.due.map(|days| stage.noon(days)),
        reviewers: Vec::new(),
        version: step.text.as_ref().map(|text| NewVersion { body: text.clone(), files: Vec::new() }),
    });
    let new = NewApproval {
        title: told.title.clone(),
        workspace: id(stage, workspace)?,
        project: told.project.as_ref().and_then(|name| stage.projects.get(name)).copied(),
        parallel: false,
        steps: steps.collect(),
    };
    let sent = approvals::create(&scope, new).await?;
    stage.approvals.insert(told.title.clone(), sent);
    Ok(())
}

/// Somebody does something with what was sent.
pub async fn then(
    stage: &Stage<'_>,
    workspace: &story::Workspace,
    told: &story::Approval,
    then: &Reviewed,
) -> Result<()> {
    let sent = stage.approvals.get(&told.title).copied().ok_or(Error::NotFound)?;
    let house = stage.house();
    let step = step(&house, sent, then.step).await?;
    if let Review::Sends(text) = &then.what {
        let new = NewVersion { body: text.clone(), files: Vec::new() };
        return approvals::send(&stage.staff(&then.by).await?, sent, step.id, new).await.map(drop);
    }
    let version = current(&house, &step).await?;
    if let Review::Says(text, quote) = &then.what {
        let quoted = |quote: &String| Anchor::Passage {
            quote: quote.clone(),
            prefix: String::new(),
            suffix: String::new(),
            start: 0,
        };
        let anchor = quote.as_ref().map(quoted);
        let new = NewComment { version: version.id, body: text.clone(), anchor, parent: None };
        if stage.is_staff(&then.by) {
            return approvals::staff_comment(&stage.staff(&then.by).await?, sent, new).await.map(drop);
        }
        let reviewer = Reviewer::new(stage.client(&then.by, id(stage, workspace)?).await?)?;
        return approvals::comment(&reviewer, sent, new).await.map(drop);
    }
    let approver = Approver::new(stage.client(&then.by, id(stage, workspace)?).await?)?;
    let (verdict, feedback) = match &then.what {
        Review::Approves(text) => (Verdict::Approved, text.clone()),
        Review::AsksForChanges(text) => (Verdict::ChangesRequested, text.clone()),
        Review::Opens | Review::Says(..) | Review::Sends(_) => return approvals::look(&approver, sent).await,
    };
    approvals::decide(&approver, sent, Answer { step: step.id, version: version.id, verdict, feedback }).await
}

async fn step(house: &AgencyScope, approval: ApprovalId, position: i32) -> Result<approval_step::Model> {
    use approval_step::{Column, Entity};
    let steps = house.find::<Entity>().filter(Column::ApprovalId.eq(approval));
    steps.filter(Column::Position.eq(position)).one().await
}

async fn current(house: &AgencyScope, step: &approval_step::Model) -> Result<approval_version::Model> {
    use approval_version::{Column, Entity};
    let versions = house.find::<Entity>().filter(Column::StepId.eq(step.id)).desc(Column::Number);
    versions.first().await?.ok_or(Error::NotFound)
}

fn id(stage: &Stage<'_>, workspace: &story::Workspace) -> Result<WorkspaceId> {
    stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)
}
