use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::change::{check_assignee, check_project, happening};
use super::create::NewRequest;
use super::mention::tell_mentioned;
use super::open::{Opening, announce_new, author, checked};
use super::reply::{with_message, written};
use crate::access::AgencyScope;
use crate::entity::words::{ActivityKind, Priority, RequestStage, RequestStatus};
use crate::entity::{client_user, request, workspace};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::requests::stage;
use crate::features::{activity, files, workspaces};
use crate::ids::{ClientId, CommentId, Id, RequestId, StaffId, UploadId, WorkspaceId};

/// A request that staff open for a client.
pub struct OnBehalf {
    pub workspace: WorkspaceId,
    /// Whose it is; the whole client's where nobody is named.
    pub client: Option<ClientId>,
    pub new: NewRequest,
    pub priority: Priority,
    pub assignee: Option<StaffId>,
    /// Where it stands; it waits for the client where this is not said.
    pub status: Option<RequestStage>,
}

/// Opens a request for a client, with a first message of whoever opens it. Sent twice under one key, it is one request.
///
/// # Errors
/// [`Error::Invalid`] at the fields: a workspace that is not there, in the archive or without requests, a person who is nobody of it or may
/// not send requests, a foreign project or assignee, a text that is missing or too long, what was not uploaded.
pub async fn open_for(scope: &AgencyScope, wanted: OnBehalf, uploads: &[UploadId]) -> Result<RequestId> {
    let opener = scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("somebody opens a request")))?;
    let OnBehalf { workspace, client, new, priority, assignee, status } = wanted;
    let mut errors = FieldErrors::default();
    let new = checked(new, &mut errors)?;
    if status == Some(RequestStage::New) {
        errors.add("status", "a request is new until somebody has said something; who opens it has");
    }
    errors.into_result()?;
    let at = status.unwrap_or(RequestStage::WaitingOnClient);
    scope
        .transaction(async |scope| {
            let id = RequestId::new();
            if let Some(earlier) = scope.claim_once("request_create", id).await? {
                return Ok(earlier.into());
            }
            let workspace = match workspaces::find(&scope, workspace).await {
                Err(Error::NotFound) => return Err(Error::field("workspace_id", "the agency has no such workspace")),
                other => other?,
            };
            if !workspace.work_on {
                return Err(Error::field(
                    "workspace_id",
                    "this client has no requests: that part of its portal is off",
                ));
            }
            let mut errors = FieldErrors::default();
            let person = errors.keep(whose(&scope, workspace.id, client).await.map(Some))?;
            errors.keep(check_project(&scope, workspace.id, new.project).await)?;
            errors.keep(check_assignee(&scope, assignee).await)?;
            errors.into_result()?;
            let Some(person) = person else { return Err(Error::NotFound) };
            let opening = Opening {
                id,
                message: CommentId::new(),
                number: scope.next_number("request").await?,
                workspace: workspace.id,
                author: person.id,
                name: name_of(&workspace, &person, client),
                now: scope.now(),
            };
            let mut row = opening.request(&new);
            stand(&mut row, at, &opening);
            row.priority = Set(priority);
            row.assignee_id = Set(assignee);
            row.opened_by_id = Set(Some(opener));
            row.opened_by_name = Set(Some(scope.actor().name().to_owned()));
            row.for_workspace = Set(client.is_none());
            let request = scope.insert(row).await?;
            let mut message = written(&scope, opening.message, id, &new.body);
            message.workspace_id = Set(workspace.id);
            scope.insert(message).await?;
            files::deliver(&scope, &with_message(&request, opening.message), uploads).await?;
            announce_new(&scope, &request);
            tell_mentioned(&scope, &request, &new.body).await?;
            tell(&scope, &request, client).await?;
            Ok(id)
        })
        .await
}

/// The person of the client whose request it is; where it is the whole client's, whoever may be asked first.
async fn whose(scope: &AgencyScope, workspace: WorkspaceId, client: Option<ClientId>) -> Result<client_user::Model> {
    let person = match author(scope, workspace, client).await {
        Err(Error::Conflict { .. }) => {
            return Err(Error::field("workspace_id", "nobody of this client may send requests"));
        }
        other => other?,
    };
    match client {
        Some(named) if named != person.id => {
            Err(Error::field("client_id", "nobody of this client who may send requests has this id"))
        }
        _ => Ok(person),
    }
}

fn name_of(workspace: &workspace::Model, person: &client_user::Model, client: Option<ClientId>) -> String {
    if client.is_some() { person.name.clone() } else { workspace.name.clone() }
}

/// Where it stands from the beginning. Whoever opens it has said something, which is the agency's first answer.
fn stand(row: &mut request::ActiveModel, at: RequestStage, opening: &Opening) {
    let status = stage::status(at);
    row.stage = Set(at);
    row.status = Set(status);
    row.waits_on = Set(stage::turn(at));
    row.first_reply_at = Set(Some(opening.now));
    row.closed_at = Set((status == RequestStatus::Closed).then_some(opening.now));
}

async fn tell(scope: &AgencyScope, request: &request::Model, client: Option<ClientId>) -> Result<()> {
    let mut opened = happening(request, ActivityKind::RequestOpened, None);
    opened.people.extend(client);
    activity::record(scope, opened).await?;
    if let Some(assignee) = request.assignee_id {
        activity::record(scope, happening(request, ActivityKind::RequestAssigned, Some(assignee))).await?;
    }
    let entry = Entry::new("request.opened").target("request", request.id, request.subject.clone());
    let detail = json!({ "client": client, "for": request.author_name });
    audit::record(scope, entry.workspace(request.workspace_id).detail(detail)).await
}
