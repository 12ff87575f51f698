use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait};

use super::draft;
use super::mention::tell_mentioned;
use super::moved::{awake, moved, touched};
use super::overtaken::up_to_date;
use super::standing::{held, standing};
use crate::access::{
    AgencyScope, Author, ClientEvent, ClientTopic, Event, Reach, RequestSubmitter, ScopedUpdate, StaffEvent,
    StaffEventKind,
};
use crate::entity::words::{ActivityKind, DraftKind, FilePlace};
use crate::entity::{request, request_message, upload};
use crate::error::Result;
use crate::features::activity::{self, Happening};
use crate::features::files::{self, Delivery};
use crate::features::requests::stage;
use crate::ids::{CommentId, Id, RequestId, UploadId};
use crate::text;

/// A client says something on a request of the workspace. A closed request opens again by it: whoever writes
/// still wants something. On one that was merged it is said where that went, and one that was snoozed is back.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another workspace's request; [`crate::error::Error::Invalid`] at `body`.
pub async fn post(
    scope: &RequestSubmitter,
    id: RequestId,
    body: &str,
    sent: &[upload::Model],
) -> Result<request_message::Model> {
    let body = text::body("body", body)?;
    scope
        .transaction(async |scope| {
            let request = standing(&scope, id).await?;
            // Messages are in the order of their ids, so each gets its own when it is its turn.
            let message = CommentId::new();
            let told = files::fingerprint(sent);
            if let Some(earlier) = scope.claim_once_for("request_message_create", message, &told).await? {
                let known = request_message::Column::Id.eq(CommentId::from(earlier));
                return scope.find::<request_message::Entity>().filter(known).one().await;
            }
            let row = scope.insert(written(&scope, message, request.id, &body)).await?;
            files::send(&scope, &with_message(&request, message), sent).await?;
            awake(said(&scope, &request, false).await?).exec().await?;
            tell(&scope, &request, row.author_id).await?;
            Ok(row)
        })
        .await
}

/// Staff answer a request of the agency; on one that was merged, where it went.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's request; [`crate::error::Error::Invalid`] at `body` or
/// `files`.
pub async fn reply(scope: &AgencyScope, id: RequestId, body: &str, uploads: &[UploadId]) -> Result<CommentId> {
    reply_to(scope, id, None, body, uploads).await
}

/// The same, of somebody who has seen the thread up to this message.
///
/// # Errors
/// As for `reply`; a conflict where somebody else has said something since, or is about to.
pub async fn reply_to(
    scope: &AgencyScope,
    id: RequestId,
    seen: Option<CommentId>,
    body: &str,
    uploads: &[UploadId],
) -> Result<CommentId> {
    let body = text::body("body", body)?;
    scope
        .transaction(async |scope| {
            let request = standing(&scope, id).await?;
            let message = CommentId::new();
            if let Some(earlier) = scope.claim_once("request_message_create", message).await? {
                return Ok(earlier.into());
            }
            if let Some(seen) = seen {
                up_to_date(&scope, request.id, seen).await?;
            }
            let mut row = written(&scope, message, request.id, &body);
            row.workspace_id = Set(request.workspace_id);
            let row = scope.insert(row).await?;
            files::deliver(&scope, &with_message(&request, message), uploads).await?;
            let first = request.first_reply_at.unwrap_or(scope.now());
            said(&scope, &request, true).await?.set(request::Column::FirstReplyAt, first).exec().await?;
            draft::said(&scope, [id, request.id], DraftKind::Reply, &body).await?;
            tell_mentioned(&scope, &request, &body).await?;
            tell(&scope, &request, row.author_id).await?;
            Ok(message)
        })
        .await
}

/// What waits to be said by a rule, as what is held keeps it.
pub fn automatic(request: RequestId, body: &str) -> serde_json::Value {
    serde_json::json!({ "kind": "request_reply", "request": request, "body": body, "files": [], "automatic": true })
}

/// A rule answers a request, in somebody's name, where nobody has, and it is neither closed nor part of another; otherwise
/// nothing is said, and `None` answered. It is no answer of theirs: where the request stands, whose turn it is and what was
/// promised stay as they are.
///
/// # Errors
/// As for `reply`.
pub async fn reply_by_itself(scope: &AgencyScope, id: RequestId, body: &str) -> Result<Option<CommentId>> {
    let body = text::body("body", body)?;
    scope
        .transaction(async |scope| {
            use request::Column;
            // Whoever was about to answer or to close it has done so by now: it was waited for them.
            let request = held(&scope, id).await?;
            if request.first_reply_at.is_some() || request.closed_at.is_some() || request.merged_at.is_some() {
                return Ok(None);
            }
            let message = CommentId::new();
            let mut row = written(&scope, message, request.id, &body);
            row.workspace_id = Set(request.workspace_id);
            row.automatic = Set(true);
            let row = scope.insert(row).await?;
            let counted = touched(&scope, &request)
                .set_expr(Column::MessageCount, Expr::col(Column::MessageCount).add(1))
                .set(Column::LastMessageAt, scope.now());
            counted.exec().await?;
            tell(&scope, &request, row.author_id).await?;
            Ok(Some(message))
        })
        .await
}

/// Where the files go that come with a message.
pub(super) fn with_message(request: &request::Model, message: CommentId) -> Delivery {
    Delivery {
        workspace: request.workspace_id,
        place: FilePlace::RequestMessage,
        place_id: Some(message.into()),
        project: request.project_id,
        request: Some(request.id),
        approval: None,
    }
}

pub(super) fn written(
    scope: &impl Author,
    id: CommentId,
    request: RequestId,
    body: &str,
) -> request_message::ActiveModel {
    let actor = scope.actor();
    request_message::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        workspace_id: NotSet,
        request_id: Set(request),
        author_kind: Set(actor.kind()),
        author_id: Set(actor.id()),
        author_name: Set(actor.name().to_owned()),
        body: Set(body.to_owned()),
        created_at: Set(scope.now()),
        home_id: Set(None),
        automatic: Set(false),
    }
}

/// What a message does to its request: it is open, the turn passes, and it counts.
async fn said<'s>(
    scope: &'s impl Reach,
    request: &request::Model,
    by_agency: bool,
) -> Result<ScopedUpdate<'s, request::Entity>> {
    use request::Column;
    let now = scope.now();
    Ok(moved(scope, request, stage::after_message(request.stage, by_agency))
        .await?
        .set_expr(Column::MessageCount, Expr::col(Column::MessageCount).add(1))
        .set(Column::LastMessageAt, now))
}

async fn tell(scope: &impl Author, request: &request::Model, actor: uuid::Uuid) -> Result<()> {
    let workspace = request.workspace_id;
    for topic in [ClientTopic::Request(request.id), ClientTopic::Requests] {
        scope.announce(Event::Client(ClientEvent { workspace, person: None, topic }));
    }
    scope.announce(Event::Staff(StaffEvent {
        agency: request.agency_id,
        kind: StaffEventKind::MessageCreated,
        workspace: Some(workspace),
        request: Some(request.id),
        project: None,
        approval: None,
        actor: Some(actor),
    }));
    let happening = Happening {
        kind: ActivityKind::RequestReplied,
        workspace,
        project: request.project_id,
        request: Some(request.id),
        approval: None,
        invoice: None,
        title: request.subject.clone(),
        about: None,
        people: Vec::new(),
    };
    activity::record(scope, happening).await
}
