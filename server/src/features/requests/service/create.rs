use sea_orm::ActiveValue::{NotSet, Set};

use super::reply::with_message;
use crate::access::{Author, ClientEvent, ClientTopic, Event, RequestSubmitter, StaffEvent, StaffEventKind};
use crate::entity::words::{ActivityKind, ActorKind, Priority, RequestKind, RequestStatus, WaitsOn};
use crate::entity::{request, request_message, upload};
use crate::error::{FieldErrors, Result};
use crate::features::activity::{self, Happening};
use crate::features::requests::categories;
use crate::features::{files, projects};
use crate::ids::{CommentId, Id, ProjectId, RequestId};
use crate::text;

/// A request to be.
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
/// [`crate::error::Error::Invalid`] at the fields: a category of the other kind, a foreign project, a text
/// that is missing or too long.
pub async fn create(scope: &RequestSubmitter, new: NewRequest, sent: &[upload::Model]) -> Result<RequestId> {
    let mut errors = FieldErrors::default();
    if !categories::of(new.kind).iter().any(|(name, _)| *name == new.category) {
        errors.add("category", "Choose what this is about.");
    }
    let subject = errors.keep(text::line("subject", &new.subject, text::LONGEST_TITLE))?;
    let body = errors.keep(text::body("body", &new.body))?;
    if let Some(project) = new.project
        && !projects::belongs(scope, project).await?
    {
        errors.add("project_id", "Choose one of your projects.");
    }
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = RequestId::new();
            if let Some(earlier) = scope.claim_once_for("request_create", id, &files::fingerprint(sent)).await? {
                return Ok(earlier.into());
            }
            let now = scope.now();
            let number = scope.next_number("request").await?;
            let person = scope.person();
            let name = scope.viewer().name.clone();
            let request = scope
                .insert(request::ActiveModel {
                    id: Set(id),
                    agency_id: NotSet,
                    workspace_id: NotSet,
                    number: Set(number),
                    kind: Set(new.kind),
                    category: Set(new.category),
                    subject: Set(subject.clone()),
                    status: Set(RequestStatus::Open),
                    priority: Set(Priority::Normal),
                    project_id: Set(new.project),
                    assignee_id: Set(None),
                    author_id: Set(person),
                    author_name: Set(name.clone()),
                    waits_on: Set(WaitsOn::Agency),
                    waits_since: Set(now),
                    agency_seconds: Set(0),
                    client_seconds: Set(0),
                    first_reply_at: Set(None),
                    closed_at: Set(None),
                    message_count: Set(1),
                    last_message_at: Set(now),
                    version: Set(1),
                    created_at: Set(now),
                    updated_at: Set(now),
                })
                .await?;
            let message = CommentId::new();
            scope
                .insert(request_message::ActiveModel {
                    id: Set(message),
                    agency_id: NotSet,
                    workspace_id: NotSet,
                    request_id: Set(id),
                    author_kind: Set(ActorKind::Client),
                    author_id: Set(person.into()),
                    author_name: Set(name),
                    body: Set(body.clone()),
                    created_at: Set(now),
                })
                .await?;
            files::send(&scope, &with_message(&request, message), sent).await?;
            scope.index_request(id, &format!("{number} {subject}\n{body}")).await?;
            let workspace = scope.workspace();
            scope.announce(Event::Client(ClientEvent { workspace, person: None, topic: ClientTopic::Requests }));
            scope.announce(Event::Staff(StaffEvent {
                agency: scope.agency_id(),
                kind: StaffEventKind::RequestCreated,
                workspace: Some(workspace),
                request: Some(id),
                project: new.project,
                approval: None,
                actor: Some(person.into()),
            }));
            let happening = Happening {
                kind: ActivityKind::RequestCreated,
                workspace,
                project: new.project,
                request: Some(id),
                approval: None,
                invoice: None,
                title: subject.clone(),
                about: None,
                people: Vec::new(),
            };
            activity::record(&scope, happening).await?;
            Ok(id)
        })
        .await
}
