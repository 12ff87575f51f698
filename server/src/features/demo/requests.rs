use super::files;
use super::stage::Stage;
use super::story::{self, Step, What};
use crate::access::RequestSubmitter;
use crate::entity::words::RequestStage;
use crate::error::{Error, Result};
use crate::features::requests::{self, Change, NewRequest};
use crate::ids::WorkspaceId;

/// A client sends a request.
pub async fn send(stage: &mut Stage<'_>, workspace: &story::Workspace, request: &story::Request) -> Result<()> {
    let scope = RequestSubmitter::new(stage.client(&request.by, id(stage, workspace)?).await?)?;
    let new = NewRequest {
        kind: request.kind,
        category: request.category.clone(),
        subject: request.subject.clone(),
        body: request.text.clone(),
        project: request.project.as_ref().and_then(|name| stage.projects.get(name)).copied(),
    };
    let enclosed = files::enclose(stage, &*scope, &request.files).await?;
    let sent = requests::create(&scope, new, &enclosed).await?;
    stage.requests.insert(request.subject.clone(), sent);
    Ok(())
}

/// Somebody does something with a request.
pub async fn step(
    stage: &Stage<'_>,
    workspace: &story::Workspace,
    request: &story::Request,
    step: &Step,
) -> Result<()> {
    let sent = stage.requests.get(&request.subject).copied().ok_or(Error::NotFound)?;
    if !stage.is_staff(&step.by) {
        let scope = RequestSubmitter::new(stage.client(&step.by, id(stage, workspace)?).await?)?;
        if let What::Says(text) = &step.what {
            requests::post(&scope, sent, text, &[]).await?;
        }
        return Ok(());
    }
    let scope = stage.staff(&step.by).await?;
    let change = match &step.what {
        What::Says(text) => return requests::reply(&scope, sent, text, &[]).await.map(drop),
        What::Notes(text) => return requests::note(&scope, sent, text, &[]).await.map(drop),
        What::Gives(to) => Change { assignee: Some(Some(stage.staff_id(to)?)), ..Change::default() },
        What::Presses(priority) => Change { priority: Some(*priority), ..Change::default() },
        What::Tags(tags) => Change { tags: Some(tags.clone()), ..Change::default() },
        What::Closes(text) => {
            requests::reply(&scope, sent, text, &[]).await?;
            Change { status: Some(RequestStage::Closed), ..Change::default() }
        }
    };
    requests::change(&scope, sent, None, change).await
}

fn id(stage: &Stage<'_>, workspace: &story::Workspace) -> Result<WorkspaceId> {
    stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)
}
