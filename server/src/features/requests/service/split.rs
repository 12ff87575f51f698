use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::carried::{carry, recounted};
use super::change::{announce, happening};
use super::moved::touched;
use super::open::announce_new;
use super::standing::on_its_own;
use crate::access::AgencyScope;
use crate::entity::words::{ActivityKind, ActorKind, RequestStage, RequestStatus};
use crate::entity::{client_user, request, request_message, request_note, request_split};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::requests::stage;
use crate::features::{activity, files};
use crate::ids::{ClientId, CommentId, Id, RequestId};
use crate::text;

/// Makes a message a request of its own. The message keeps its author, its time and its files; the new request has the
/// kind, priority, assignee, project, tags and followers of the one it comes from. Merging it back undoes it.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`]; [`Error::Invalid`] at `subject`, and at `message_id` for what is no message of
/// this request or the only one that was sent to it, and for a note: it is the team's own, and a request is the client's
/// to read; a conflict where the request is part of another.
pub async fn split(
    scope: &AgencyScope,
    id: RequestId,
    message: CommentId,
    subject: &str,
    version: Option<i64>,
) -> Result<RequestId> {
    let subject = text::line("subject", subject, text::LONGEST_TITLE)?;
    scope
        .transaction(async |scope| {
            use request_message::{Column as M, Entity as Messages};
            let new = RequestId::new();
            let request = scope.find::<request::Entity>().filter(request::Column::Id.eq(id)).locked().one().await?;
            if let Some(earlier) = scope.claim_once("request_split", new).await? {
                return Ok(earlier.into());
            }
            if version.is_some_and(|seen| seen != request.version) {
                return Err(Error::Stale);
            }
            on_its_own(&request)?;
            let row = found(&scope, id, message).await?;
            let model = opened(&scope, &request, &row, new, &subject).await?;
            let model = scope.insert(model).await?;
            let moves = scope.update::<Messages>().set(M::RequestId, new).set(M::HomeId, None::<RequestId>);
            moves.filter(M::Id.eq(message)).exec().await?;
            files::follow(&scope, id, &model).await?;
            carry(&scope, id, new).await?;
            let trace = request_split::ActiveModel {
                request_id: Set(new),
                agency_id: NotSet,
                workspace_id: Set(request.workspace_id),
                from_id: Set(id),
                created_at: Set(scope.now()),
            };
            scope.insert(trace).await?;
            recounted(&scope, id, touched(&scope, &request)).await?.exec().await?;
            announce(&scope, &request, true);
            announce_new(&scope, &model);
            activity::record(&scope, happening(&model, ActivityKind::RequestSplit, None)).await?;
            let entry = Entry::new("request.split").target("request", new, subject.clone());
            audit::record(&scope, entry.workspace(request.workspace_id).detail(json!({ "from": id }))).await?;
            Ok(new)
        })
        .await
}

/// The message, if it can go.
async fn found(scope: &AgencyScope, id: RequestId, message: CommentId) -> Result<request_message::Model> {
    use request_message::{Column as M, Entity as Messages};
    use request_note::{Column as N, Entity as Notes};
    let refused = |why: &str| Err(Error::field("message_id", why));
    let row = scope.find::<Messages>().filter(M::Id.eq(message)).filter(M::RequestId.eq(id)).first().await?;
    let Some(row) = row else {
        let note = scope.find::<Notes>().filter(N::Id.eq(message)).filter(N::RequestId.eq(id)).first().await?;
        return match note {
            Some(_) => refused("this is an internal note: it stays with its request, where no client reads it"),
            None => refused("this request has no such message"),
        };
    };
    // Of those that were put together each keeps one, so that none is empty once they come apart.
    let beside = scope.find::<Messages>().filter(M::RequestId.eq(id));
    let beside = match row.home_id {
        Some(home) => beside.filter(M::HomeId.eq(home)),
        None => beside.filter(M::HomeId.is_null()),
    };
    match (beside.count().await? < 2, row.home_id) {
        (true, Some(_)) => refused("this is the only message of a request that was merged into this one; undo that"),
        (true, None) => refused("this is the request's only message"),
        (false, _) => Ok(row),
    }
}

/// The new request's row: whoever of the client wrote the message sends it, or whoever sent the first.
async fn opened(
    scope: &AgencyScope,
    from: &request::Model,
    message: &request_message::Model,
    id: RequestId,
    subject: &str,
) -> Result<request::ActiveModel> {
    let by_client = message.author_kind == ActorKind::Client;
    let author = if by_client { ClientId::from(message.author_id) } else { from.author_id };
    let person = scope.find::<client_user::Entity>().filter(client_user::Column::Id.eq(author)).one().await?;
    let name = match (by_client, from.for_workspace) {
        (true, _) => message.author_name.clone(),
        (false, true) => from.author_name.clone(),
        (false, false) => person.name,
    };
    let stage = if by_client { RequestStage::New } else { RequestStage::WaitingOnClient };
    let now = scope.now();
    Ok(request::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(from.workspace_id),
        number: Set(scope.next_number("request").await?),
        kind: Set(from.kind),
        category: Set(from.category.clone()),
        subject: Set(subject.to_owned()),
        status: Set(RequestStatus::Open),
        priority: Set(from.priority),
        project_id: Set(from.project_id),
        assignee_id: Set(from.assignee_id),
        author_id: Set(author),
        author_name: Set(name),
        waits_on: Set(stage::turn(stage)),
        waits_since: Set(now),
        agency_seconds: Set(0),
        client_seconds: Set(0),
        first_reply_at: Set((!by_client).then_some(now)),
        closed_at: Set(None),
        message_count: Set(1),
        last_message_at: Set(message.created_at),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        stage: Set(stage),
        due_on: Set(None),
        merged_at: Set(None),
        snoozed_until: Set(None),
        snoozed_by_id: Set(None),
        opened_by_id: Set(None),
        opened_by_name: Set(None),
        for_workspace: Set(!by_client && from.for_workspace),
    })
}
