use std::collections::HashMap;

use sea_orm::ColumnTrait;
use uuid::Uuid;

use super::files;
use super::stage::Stage;
use super::story::{self, Enclosed, Review, Reviewed};
use crate::access::{AgencyScope, Approver, Reviewer};
use crate::entity::words::{ReviewRule, Verdict};
use crate::entity::{approval_step, approval_version, file};
use crate::error::{Error, Result};
use crate::features::approvals::{self, Anchor, Answer, NewApproval, NewComment, NewStep, NewVersion};
use crate::ids::{ApprovalId, WorkspaceId};

/// Approvals by their titles.
pub type Sent = HashMap<String, ApprovalId>;

/// Staff send something for approval.
pub async fn send(stage: &mut Stage<'_>, workspace: &story::Workspace, told: &story::Approval) -> Result<()> {
    let scope = stage.staff(&told.by).await?;
    let mut steps = Vec::with_capacity(told.steps.len());
    for step in &told.steps {
        let version = version(stage, &scope, step.text.as_deref(), &step.files).await?;
        steps.push(NewStep {
            title: step.title.clone(),
            instructions: step.instructions.clone(),
            rule: ReviewRule::Any,
            quorum: None,
            due_at: step.due.map(|days| stage.noon(days)),
            reviewers: Vec::new(),
            version: Some(version).filter(|version| !version.body.is_empty() || !version.files.is_empty()),
        });
    }
    let new = NewApproval {
        title: told.title.clone(),
        workspace: id(stage, workspace)?,
        project: told.project.as_ref().and_then(|name| stage.projects.get(name)).copied(),
        parallel: false,
        steps,
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
    let next = match &then.what {
        Review::Sends(text) => Some((Some(text.as_str()), [].as_slice())),
        Review::SendsFiles(files) => Some((None, files.as_slice())),
        _ => None,
    };
    if let Some((text, files)) = next {
        let scope = stage.staff(&then.by).await?;
        let new = version(stage, &scope, text, files).await?;
        return approvals::send(&scope, sent, step.id, new).await.map(drop);
    }
    let version = current(&house, &step).await?;
    if let Some((text, anchor)) = said(&house, &version, &then.what).await? {
        let new = NewComment { version: version.id, body: text, anchor, parent: None };
        if stage.is_staff(&then.by) {
            return approvals::staff_comment(&stage.staff(&then.by).await?, sent, new, &[]).await.map(drop);
        }
        let reviewer = Reviewer::new(stage.client(&then.by, id(stage, workspace)?).await?)?;
        return approvals::comment(&reviewer, sent, new, &[]).await.map(drop);
    }
    let approver = Approver::new(stage.client(&then.by, id(stage, workspace)?).await?)?;
    let (verdict, feedback) = match &then.what {
        Review::Approves(text) => (Verdict::Approved, text.clone()),
        Review::AsksForChanges(text) => (Verdict::ChangesRequested, text.clone()),
        _ => return approvals::look(&approver, sent, step.id).await,
    };
    approvals::decide(&approver, sent, Answer { step: step.id, version: version.id, verdict, feedback }).await
}

/// A version as it is told.
async fn version(
    stage: &Stage<'_>,
    scope: &AgencyScope,
    text: Option<&str>,
    enclosed: &[Enclosed],
) -> Result<NewVersion> {
    let mut uploads = Vec::with_capacity(enclosed.len());
    for file in enclosed {
        uploads.push(files::upload(stage, scope, file).await?);
    }
    Ok(NewVersion { body: text.unwrap_or_default().to_owned(), files: uploads })
}

/// What is said, and where.
async fn said(
    house: &AgencyScope,
    version: &approval_version::Model,
    what: &Review,
) -> Result<Option<(String, Option<Anchor>)>> {
    let (text, anchor) = match what {
        Review::Says(text, None) => (text, None),
        Review::Says(text, Some(quote)) => {
            let (quote, none) = (quote.clone(), String::new());
            (text, Some(Anchor::Passage { quote, prefix: none.clone(), suffix: none, start: 0 }))
        }
        Review::Pins(text, [x, y, w, h]) => {
            use file::{Column, Entity};
            let shown = house.find::<Entity>().filter(Column::PlaceId.eq(Uuid::from(version.id)));
            let shown = shown.asc(Column::Position).one().await?;
            let page = (shown.media_type == "application/pdf").then_some(1);
            let (file, x, y) = (shown.id, *x, *y);
            let pin = if *w > 0.0 {
                Anchor::Box { file, page, x, y, w: *w, h: *h }
            } else {
                Anchor::Point { file, page, x, y }
            };
            (text, Some(pin))
        }
        _ => return Ok(None),
    };
    Ok(Some((text.clone(), anchor)))
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
