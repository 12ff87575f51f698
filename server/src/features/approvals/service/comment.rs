use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::ExprTrait;
use serde_json::json;

use super::history::{self, Event};
use super::tell::{announce, tell_about};
use super::{held, people};
use crate::access::{AgencyScope, Joinable, Reach, Reviewer};
use crate::entity::approval_comment::{ActiveModel, Column, Entity, Model};
use crate::entity::words::{ActivityKind, ActorKind, ApprovalEventKind, FilePlace};
use crate::entity::{approval, approval_version, client_user, file, upload};
use crate::error::{Error, Result};
use crate::features::approvals::Anchor;
use crate::features::files::{self, Delivery};
use crate::ids::{ApprovalId, ApprovalVersionId, CommentId, Id, UploadId};
use crate::{text, web::markdown};

/// A comment to be.
#[derive(Clone, Debug)]
pub struct NewComment {
    pub version: ApprovalVersionId,
    /// Markdown.
    pub body: String,
    /// Where on the version; nowhere for one on the whole, and for an answer.
    pub anchor: Option<Anchor>,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
}

/// A client says something on a version.
///
/// # Errors
/// [`Error::NotFound`] for another workspace's approval; [`Error::Invalid`] at `body` or `anchor`, and at `version_id`
/// or `parent_id` for another approval's.
pub async fn comment(scope: &Reviewer, id: ApprovalId, new: NewComment, sent: &[upload::Model]) -> Result<Model> {
    let body = text::body("body", &new.body)?;
    scope
        .transaction(async |scope| {
            let approval = held(&scope, id).await?;
            let comment = CommentId::new();
            if let Some(earlier) = scope.claim_once_for(CREATE, comment, &files::fingerprint(sent)).await? {
                return scope.find::<Entity>().filter(Column::Id.eq(CommentId::from(earlier))).one().await;
            }
            let row = say(&scope, &approval, comment, NewComment { body, ..new }).await?;
            files::send(&scope, &with_comment(&approval, comment), sent).await?;
            Ok(row)
        })
        .await
}

/// Staff say something on a version; its workspace reads it.
///
/// # Errors
/// [`Error::NotFound`] for another agency's approval; [`Error::Invalid`] at `body`, `files` or `anchor`, and at
/// `version_id` or `parent_id` for another approval's.
pub async fn staff_comment(
    scope: &AgencyScope,
    id: ApprovalId,
    new: NewComment,
    uploads: &[UploadId],
) -> Result<Model> {
    let body = text::body("body", &new.body)?;
    scope
        .transaction(async |scope| {
            let approval = held(&scope, id).await?;
            let comment = CommentId::new();
            if let Some(earlier) = scope.claim_once(CREATE, comment).await? {
                return scope.find::<Entity>().filter(Column::Id.eq(CommentId::from(earlier))).one().await;
            }
            let row = say(&scope, &approval, comment, NewComment { body, ..new }).await?;
            files::deliver(&scope, &with_comment(&approval, comment), uploads).await?;
            Ok(row)
        })
        .await
}

const CREATE: &str = "approval_comment_create";

/// Where the files go that come with a comment.
fn with_comment(approval: &approval::Model, comment: CommentId) -> Delivery {
    Delivery {
        workspace: approval.workspace_id,
        place: FilePlace::ApprovalComment,
        place_id: Some(comment.into()),
        project: approval.project_id,
        request: None,
        approval: Some(approval.id),
    }
}

async fn say<R: Reach>(scope: &R, approval: &approval::Model, comment: CommentId, new: NewComment) -> Result<Model>
where
    client_user::Entity: Joinable<R::Side>,
{
    let version = named("version_id", version_of(scope, approval.id, new.version).await)?;
    let (number, anchor) = match new.parent {
        Some(parent) => {
            named("parent_id", answers(scope, &version, parent).await)?;
            if new.anchor.is_some() {
                return Err(Error::field("anchor", "An answer stands where the comment does."));
            }
            (None, None)
        }
        None => {
            if let Some(anchor) = &new.anchor {
                anchor.check(&version.body, &files_of(scope, version.id).await?)?;
            }
            let anchor = new.anchor.as_ref().map(Anchor::to_json).transpose()?;
            (Some(next_number(scope, version.id).await?), anchor)
        }
    };
    let actor = scope.actor();
    let row = ActiveModel {
        id: Set(comment),
        agency_id: NotSet,
        workspace_id: Set(approval.workspace_id),
        approval_id: Set(approval.id),
        step_id: Set(version.step_id),
        version_id: Set(version.id),
        parent_id: Set(new.parent),
        number: Set(number),
        anchor: Set(anchor),
        author_kind: Set(actor.kind()),
        author_id: Set(actor.id()),
        author_name: Set(actor.name().to_owned()),
        body: Set(new.body),
        resolved_at: Set(None),
        resolved_by: Set(None),
        created_at: Set(scope.now()),
    };
    let row = scope.add(row).await?;
    tell_of(scope, approval, &row).await?;
    Ok(row)
}

/// What the caller names and is not there, is wrong where it was named.
fn named<T>(field: &'static str, found: Result<T>) -> Result<T> {
    match found {
        Err(Error::NotFound) => Err(Error::field(field, "This approval has nothing of this id.")),
        other => other,
    }
}

async fn tell_of<R: Reach>(scope: &R, approval: &approval::Model, row: &Model) -> Result<()>
where
    client_user::Entity: Joinable<R::Side>,
{
    let detail = json!({
        "comment": row.id, "number": row.number, "answers": row.parent_id, "excerpt": markdown::excerpt(&row.body, 140),
    });
    let event = Event::new(ApprovalEventKind::Commented, detail).step(row.step_id).version(row.version_id);
    history::record(scope, approval, event).await?;
    let (mut people, began) = match row.parent_id {
        Some(root) => people::in_thread(scope, approval.id, root).await?,
        None => Default::default(),
    };
    if row.author_kind == ActorKind::Staff {
        people.extend(people::involved(scope, approval).await?);
    }
    tell_about(scope, approval, ActivityKind::ApprovalCommented, people, began).await?;
    announce(scope, approval);
    Ok(())
}

async fn version_of(
    scope: &impl Reach,
    approval: ApprovalId,
    id: ApprovalVersionId,
) -> Result<approval_version::Model> {
    use approval_version::{Column, Entity};
    scope.rows::<Entity>().filter(Column::ApprovalId.eq(approval)).filter(Column::Id.eq(id)).one().await
}

/// The text of a version.
///
/// # Errors
/// [`Error::NotFound`] for another approval's version.
pub async fn text_of(scope: &impl Reach, approval: ApprovalId, version: ApprovalVersionId) -> Result<String> {
    Ok(version_of(scope, approval, version).await?.body)
}

/// The files of a version, in their order.
///
/// # Errors
/// When the database fails.
pub async fn files_of(scope: &impl Reach, version: ApprovalVersionId) -> Result<Vec<file::Model>> {
    use file::{Column, Entity};
    let there = scope.rows::<Entity>().filter(Column::PlaceId.eq(uuid::Uuid::from(version)));
    there.filter(Column::Place.eq(FilePlace::ApprovalVersion)).asc(Column::Position).all().await
}

/// Whether there is such a comment on the version, which is no answer itself.
async fn answers(scope: &impl Reach, version: &approval_version::Model, parent: CommentId) -> Result<()> {
    let comments = scope.rows::<Entity>().filter(Column::VersionId.eq(version.id)).filter(Column::ParentId.is_null());
    comments.filter(Column::Id.eq(parent)).one().await.map(drop)
}

#[derive(sea_orm::FromQueryResult)]
struct Last {
    number: Option<i32>,
}

async fn next_number(scope: &impl Reach, version: ApprovalVersionId) -> Result<i32> {
    let comments = scope.rows::<Entity>().filter(Column::VersionId.eq(version));
    let last: Option<Last> = comments.sums(&[("number", Column::Number.into_expr().max())]).await?;
    Ok(last.and_then(|last| last.number).unwrap_or_default() + 1)
}
