use std::collections::HashMap;

use super::stage::Stage;
use super::story::{self, Step, What};
use crate::access::RequestSubmitter;
use crate::entity::words::RequestStatus;
use crate::error::{Error, Result};
use crate::features::notifications;
use crate::features::requests::{self, Change, NewRequest};
use crate::ids::{RequestId, WorkspaceId};

/// So many hours ago everybody had read everything.
const CAUGHT_UP: f64 = 30.0;

/// Something that happens to a request.
enum Moment<'a> {
    Sent(&'a story::Request),
    Then(&'a story::Request, &'a Step),
    /// A member goes through what there was to know.
    Catches(&'a str),
}

/// Requests are sent and answered, in the order of their times: later ids must belong to later things.
pub async fn happen(stage: &mut Stage<'_>, agency: &story::Agency) -> Result<()> {
    let mut moments: Vec<(f64, &str, Moment<'_>)> = Vec::new();
    for workspace in &agency.workspaces {
        for (email, _) in &workspace.members {
            moments.push((CAUGHT_UP, &workspace.slug, Moment::Catches(email)));
        }
        for request in &workspace.requests {
            moments.push((request.ago, &workspace.slug, Moment::Sent(request)));
            moments.extend(
                request.then.iter().map(|step| (step.ago, workspace.slug.as_str(), Moment::Then(request, step))),
            );
        }
    }
    moments.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut sent: HashMap<&str, RequestId> = HashMap::new();
    for (ago, slug, moment) in moments {
        stage.hours_ago(ago);
        let workspace = stage.workspaces.get(slug).copied().ok_or(Error::NotFound)?;
        match moment {
            Moment::Sent(request) => {
                let scope = RequestSubmitter::new(stage.client(&request.by, workspace).await?)?;
                let project =
                    request.project.as_ref().and_then(|name| stage.projects.get(&(slug.to_owned(), name.clone())));
                let new = NewRequest {
                    kind: request.kind,
                    category: request.category.clone(),
                    subject: request.subject.clone(),
                    body: request.text.clone(),
                    project: project.copied(),
                };
                sent.insert(&request.subject, requests::create(&scope, new).await?);
            }
            Moment::Catches(email) => {
                notifications::mark_read(&stage.client(email, workspace).await?, None).await?;
            }
            Moment::Then(request, step) => {
                let id = sent.get(request.subject.as_str()).copied().ok_or(Error::NotFound)?;
                take(stage, workspace, id, step).await?;
            }
        }
        stage.settle().await?;
    }
    Ok(())
}

async fn take(stage: &Stage<'_>, workspace: WorkspaceId, id: RequestId, step: &Step) -> Result<()> {
    if !stage.is_staff(&step.by) {
        let scope = RequestSubmitter::new(stage.client(&step.by, workspace).await?)?;
        if let What::Says(text) = &step.what {
            requests::post(&scope, id, text).await?;
        }
        return Ok(());
    }
    let scope = stage.staff(&step.by).await?;
    let change = match &step.what {
        What::Says(text) => return requests::reply(&scope, id, text).await.map(drop),
        What::Notes(text) => return requests::note(&scope, id, text).await.map(drop),
        What::Gives(to) => Change { assignee: Some(Some(stage.staff_id(to)?)), ..Change::default() },
        What::Presses(priority) => Change { priority: Some(*priority), ..Change::default() },
        What::Tags(tags) => Change { tags: Some(tags.clone()), ..Change::default() },
        What::Closes(text) => {
            requests::reply(&scope, id, text).await?;
            Change { status: Some(RequestStatus::Closed), ..Change::default() }
        }
    };
    requests::change(&scope, id, None, change).await
}
