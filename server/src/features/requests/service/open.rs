use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Query;

use super::change::happening;
use super::create::NewRequest;
use super::rules;
use crate::access::{
    Actor, AgencyScope, Author, ClientEvent, ClientTopic, Event, StaffEvent, StaffEventKind, SystemScope,
};
use crate::entity::words::{ActivityKind, ActorKind, Priority, RequestStage, RequestStatus, WaitsOn};
use crate::entity::{client_user, membership, request, request_message};
use crate::error::{Error, FieldErrors, Result};
use crate::features::activity;
use crate::features::requests::categories;
use crate::ids::{ClientId, CommentId, Id, RequestId, WorkspaceId};
use crate::text;

/// Opens a request in the name of one of the client's people, as a part of a transaction: of this one while they may
/// send requests, or else of whoever may and came first.
///
/// # Errors
/// [`Error::Invalid`] at the fields; a conflict where nobody of the client may send requests.
pub async fn create_for(
    system: &SystemScope,
    scope: &AgencyScope,
    workspace: WorkspaceId,
    asker: Option<ClientId>,
    new: NewRequest,
) -> Result<RequestId> {
    let mut errors = FieldErrors::default();
    let new = checked(new, &mut errors)?;
    errors.into_result()?;
    let author = author(scope, workspace, asker).await?;
    let opening = Opening {
        id: RequestId::new(),
        message: CommentId::new(),
        number: scope.next_number("request").await?,
        workspace,
        author: author.id,
        name: author.name.clone(),
        now: scope.now(),
    };
    let request = scope.insert(opening.request(&new)).await?;
    scope.insert(opening.first_message(&new)).await?;
    let actor = Actor::Client { id: author.id, name: author.name };
    tell(&system.on_behalf(scope.agency(), actor, None), &request).await?;
    rules::opened(scope, &request).await?;
    Ok(opening.id)
}

/// Somebody of the client who may send requests: this one, or else whoever came first.
///
/// # Errors
/// A conflict where nobody may.
pub(super) async fn author(
    scope: &AgencyScope,
    workspace: WorkspaceId,
    asker: Option<ClientId>,
) -> Result<client_user::Model> {
    use membership::Column;
    let members = || {
        let mut there = Query::select();
        there.column(client_user::Column::Id).from(client_user::Entity);
        there.and_where(client_user::Column::DisabledAt.is_null());
        let all = scope.find::<membership::Entity>().filter(Column::WorkspaceId.eq(workspace));
        all.filter(Column::CanSubmitRequests.eq(true)).filter(Column::ClientUserId.in_subquery(there))
    };
    let asker = match asker {
        Some(id) => members().filter(Column::ClientUserId.eq(id)).first().await?,
        None => None,
    };
    let member = match asker {
        Some(member) => Some(member),
        None => members().asc(Column::Id).first().await?,
    };
    let nobody = || Error::conflict("nobody_asks", "nobody of this client may send requests");
    let id = member.ok_or_else(nobody)?.client_user_id;
    scope.find::<client_user::Entity>().filter(client_user::Column::Id.eq(id)).one().await
}

/// What somebody asks, as it is kept.
pub fn checked(new: NewRequest, errors: &mut FieldErrors) -> Result<NewRequest> {
    if !categories::of(new.kind).iter().any(|(name, _)| *name == new.category) {
        errors.add("category", "Choose what this is about.");
    }
    let subject = errors.keep(text::line("subject", &new.subject, text::LONGEST_TITLE))?;
    if text::clean(&new.body).is_empty() {
        errors.add("body", "Say what it is about.");
    }
    let body = errors.keep(text::prose("body", &new.body))?;
    Ok(NewRequest { subject, body, ..new })
}

/// A request that is opened.
pub struct Opening {
    pub id: RequestId,
    pub message: CommentId,
    pub number: i64,
    pub workspace: WorkspaceId,
    pub author: ClientId,
    pub name: String,
    pub now: DateTime<Utc>,
}

impl Opening {
    /// Its row.
    pub fn request(&self, new: &NewRequest) -> request::ActiveModel {
        request::ActiveModel {
            id: Set(self.id),
            agency_id: NotSet,
            workspace_id: Set(self.workspace),
            number: Set(self.number),
            kind: Set(new.kind),
            category: Set(new.category.clone()),
            subject: Set(new.subject.clone()),
            status: Set(RequestStatus::Open),
            priority: Set(Priority::Normal),
            project_id: Set(new.project),
            assignee_id: Set(None),
            author_id: Set(self.author),
            author_name: Set(self.name.clone()),
            waits_on: Set(WaitsOn::Agency),
            waits_since: Set(self.now),
            agency_seconds: Set(0),
            client_seconds: Set(0),
            first_reply_at: Set(None),
            closed_at: Set(None),
            message_count: Set(1),
            last_message_at: Set(self.now),
            version: Set(1),
            created_at: Set(self.now),
            updated_at: Set(self.now),
            stage: Set(RequestStage::New),
            due_on: Set(None),
            merged_at: Set(None),
            snoozed_until: Set(None),
            snoozed_by_id: Set(None),
            opened_by_id: Set(None),
            opened_by_name: Set(None),
            for_workspace: Set(false),
        }
    }

    /// Its first message's.
    pub fn first_message(&self, new: &NewRequest) -> request_message::ActiveModel {
        request_message::ActiveModel {
            id: Set(self.message),
            agency_id: NotSet,
            workspace_id: Set(self.workspace),
            request_id: Set(self.id),
            author_kind: Set(ActorKind::Client),
            author_id: Set(self.author.into()),
            author_name: Set(self.name.clone()),
            body: Set(new.body.clone()),
            created_at: Set(self.now),
            home_id: Set(None),
            automatic: Set(false),
        }
    }
}

/// Has people told of a new request, and pages show it.
pub async fn tell(scope: &impl Author, request: &request::Model) -> Result<()> {
    announce_new(scope, request);
    activity::record(scope, happening(request, ActivityKind::RequestCreated, None)).await
}

/// Has pages show a new request.
pub fn announce_new(scope: &impl Author, request: &request::Model) {
    let workspace = request.workspace_id;
    scope.announce(Event::Client(ClientEvent { workspace, person: None, topic: ClientTopic::Requests }));
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency_id(),
        kind: StaffEventKind::RequestCreated,
        workspace: Some(workspace),
        request: Some(request.id),
        project: request.project_id,
        approval: None,
        actor: Some(request.opened_by_id.map_or_else(|| request.author_id.into(), Into::into)),
    }));
}
