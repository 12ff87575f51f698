use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::staff_read::{held, parent};
use super::{announce, record};
use crate::access::{AgencyScope, Author, ClientScope, Commenter, Page, Paging, Part, Sort};
use crate::entity::project_comment::{ActiveModel, Column, Entity, Model};
use crate::entity::words::{ActivityKind, FilePlace};
use crate::entity::{project, upload};
use crate::error::Result;
use crate::features::files::{self, Delivery};
use crate::ids::{CommentId, Id, ProjectId, UploadId};
use crate::text;

/// How many comments a page that is open fetches at once.
const MOST_NEW: u64 = 200;

/// What was said on a project of the workspace, the latest first.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub fn comments<'s>(scope: &'s ClientScope, project: ProjectId, paging: &Paging) -> Result<Part<'s, Page<Model>>> {
    let said = scope.find::<Entity>().filter(Column::ProjectId.eq(project));
    said.part_page(paging, Sort::newest(|row| row.id.into()))
}

/// What was said on a project of the workspace after a comment, in its order.
///
/// # Errors
/// When the database fails.
pub async fn comments_after(scope: &ClientScope, project: ProjectId, after: Option<CommentId>) -> Result<Vec<Model>> {
    let said = scope.find::<Entity>().filter(Column::ProjectId.eq(project));
    said.filter_if(after, |after| Column::Id.gt(after)).asc(Column::Id).limit(MOST_NEW).all().await
}

/// A client says something on a project of the workspace.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another workspace's project; [`crate::error::Error::Invalid`] at `body`.
pub async fn comment(scope: &Commenter, id: ProjectId, body: &str, sent: &[upload::Model]) -> Result<Model> {
    let body = text::body("body", body)?;
    scope
        .transaction(async |scope| {
            // Held, so that comments get their ids in the order in which others come to see them.
            let project = scope.find::<project::Entity>().filter(project::Column::Id.eq(id)).locked().one().await?;
            let comment = CommentId::new();
            let told = files::fingerprint(sent);
            if let Some(earlier) = scope.claim_once_for("project_comment_create", comment, &told).await? {
                return scope.find::<Entity>().filter(Column::Id.eq(earlier)).one().await;
            }
            let row = scope.insert(written(&scope, &project, comment, body)).await?;
            files::send(&scope, &with_comment(&project, comment), sent).await?;
            said(&scope, &project).await?;
            Ok(row)
        })
        .await
}

/// What was said on a project of the agency, in its order.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's project.
pub async fn staff_comments(scope: &AgencyScope, project: ProjectId, paging: &Paging) -> Result<Page<Model>> {
    parent(scope, project).await?;
    let said = scope.find::<Entity>().filter(Column::ProjectId.eq(project));
    said.page(paging, Sort::oldest(|row| row.id.into())).await
}

/// Staff say something on a project of the agency; its workspace reads it.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's project; [`crate::error::Error::Invalid`] at `body` or
/// `files`.
pub async fn staff_comment(scope: &AgencyScope, id: ProjectId, body: &str, uploads: &[UploadId]) -> Result<Model> {
    let body = text::body("body", body)?;
    scope
        .transaction(async |scope| {
            let project = held(&scope, id).await?;
            let comment = CommentId::new();
            if let Some(earlier) = scope.claim_once("project_comment_create", comment).await? {
                return scope.find::<Entity>().filter(Column::Id.eq(earlier)).one().await;
            }
            let row = scope.insert(written(&scope, &project, comment, body)).await?;
            files::deliver(&scope, &with_comment(&project, comment), uploads).await?;
            said(&scope, &project).await?;
            Ok(row)
        })
        .await
}

/// Where the files go that come with a comment.
fn with_comment(project: &project::Model, comment: CommentId) -> Delivery {
    Delivery {
        workspace: project.workspace_id,
        place: FilePlace::ProjectComment,
        place_id: Some(comment.into()),
        project: Some(project.id),
        request: None,
        approval: None,
    }
}

fn written(scope: &impl Author, project: &project::Model, id: CommentId, body: String) -> ActiveModel {
    let actor = scope.actor();
    ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(project.workspace_id),
        project_id: Set(project.id),
        author_kind: Set(actor.kind()),
        author_id: Set(actor.id()),
        author_name: Set(actor.name().to_owned()),
        body: Set(body),
        created_at: Set(scope.now()),
    }
}

async fn said(scope: &impl Author, project: &project::Model) -> Result<()> {
    record(scope, project, ActivityKind::ProjectCommented, &project.name).await?;
    announce(scope, project);
    Ok(())
}
