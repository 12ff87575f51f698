use super::open::{Opening, checked, tell};
use super::reply::with_message;
use super::rules;
use crate::access::RequestSubmitter;
use crate::entity::upload;
use crate::entity::words::RequestKind;
use crate::error::{FieldErrors, Result};
use crate::features::{files, projects};
use crate::ids::{CommentId, Id, ProjectId, RequestId};

/// A request to be.
#[derive(Clone, Debug)]
pub struct NewRequest {
    pub kind: RequestKind,
    pub category: String,
    pub subject: String,
    pub body: String,
    pub project: Option<ProjectId>,
}

/// Sends a request with its first message. Sent twice under one key, it is one request.
///
/// # Errors
/// [`crate::error::Error::Invalid`] at the fields: a category of the other kind, a foreign project, a text that is missing or too long.
pub async fn create(scope: &RequestSubmitter, new: NewRequest, sent: &[upload::Model]) -> Result<RequestId> {
    let mut errors = FieldErrors::default();
    let new = checked(new, &mut errors)?;
    if let Some(project) = new.project
        && !projects::belongs(scope, project).await?
    {
        errors.add("project_id", "Choose one of your projects.");
    }
    errors.into_result()?;
    let submitter = scope;
    scope
        .transaction(async |scope| {
            let id = RequestId::new();
            if let Some(earlier) = scope.claim_once_for("request_create", id, &files::fingerprint(sent)).await? {
                return Ok(earlier.into());
            }
            let opening = Opening {
                id,
                message: CommentId::new(),
                number: scope.next_number("request").await?,
                workspace: scope.workspace(),
                author: scope.person(),
                name: scope.viewer().name.clone(),
                now: scope.now(),
            };
            let request = scope.insert(opening.request(&new)).await?;
            scope.insert(opening.first_message(&new)).await?;
            files::send(&scope, &with_message(&request, opening.message), sent).await?;
            tell(&scope, &request).await?;
            rules::opened(&submitter.agency_side(&scope), &request).await?;
            Ok(id)
        })
        .await
}
