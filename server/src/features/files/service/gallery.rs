use sea_orm::ColumnTrait;
use serde_json::json;

use super::deliver::uploaded;
use super::{Delivery, deliver};
use crate::access::AgencyScope;
use crate::entity::words::{ActivityKind, FilePlace};
use crate::entity::{file, project, workspace};
use crate::error::{Error, Result};
use crate::features::activity::{self, Happening};
use crate::features::audit::{self, Entry};
use crate::ids::{FileId, Id, ProjectId, UploadId, WorkspaceId};

/// Staff deliver files to a workspace's gallery, perhaps on one of its projects.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace; [`Error::Invalid`] at `upload_ids` or `project_id`.
pub async fn publish(
    scope: &AgencyScope,
    workspace: WorkspaceId,
    project: Option<ProjectId>,
    uploads: &[UploadId],
) -> Result<Vec<file::Model>> {
    scope
        .transaction(async |scope| {
            let to = scope.find::<workspace::Entity>().filter(workspace::Column::Id.eq(workspace)).one().await?;
            // One key stands for the whole delivery: what it delivered bears the same time.
            let delivery = FileId::new();
            if let Some(earlier) = scope.claim_once("file_create", delivery).await? {
                return delivered_with(&scope, earlier.into()).await;
            }
            if let Some(id) = project {
                let own = scope.find::<project::Entity>().filter(project::Column::Id.eq(id));
                if own.filter(project::Column::WorkspaceId.eq(to.id)).first().await?.is_none() {
                    return Err(Error::field("project_id", "This is none of the client's projects."));
                }
            }
            uploaded(&scope, "upload_ids", uploads).await?;
            let delivery = Delivery {
                workspace: to.id,
                place: FilePlace::Gallery,
                place_id: Some(delivery.into()),
                project,
                request: None,
                approval: None,
            };
            let files = deliver(&scope, &delivery, uploads).await?;
            tell(&scope, &delivery, &files).await?;
            Ok(files)
        })
        .await
}

/// Tells the client's people of a delivery, and notes it.
async fn tell(scope: &AgencyScope, delivery: &Delivery, files: &[file::Model]) -> Result<()> {
    let Some((first, others)) = files.split_first() else { return Ok(()) };
    let title =
        if others.is_empty() { first.name.clone() } else { format!("{} and {} more", first.name, others.len()) };
    let happening = Happening {
        kind: ActivityKind::FilesDelivered,
        workspace: delivery.workspace,
        project: delivery.project,
        request: None,
        approval: None,
        invoice: None,
        title: title.clone(),
        about: None,
        people: Vec::new(),
    };
    activity::record(scope, happening).await?;
    let hashes: Vec<_> = files.iter().map(|file| json!({ "name": file.name, "sha256": file.sha256 })).collect();
    let entry = Entry::new("file.delivered").target("file", first.id, title).workspace(delivery.workspace);
    audit::record(scope, entry.detail(json!({ "files": hashes }))).await
}

/// What one delivery to a gallery brought.
async fn delivered_with(scope: &AgencyScope, delivery: FileId) -> Result<Vec<file::Model>> {
    let there = scope.find::<file::Entity>().filter(file::Column::PlaceId.eq(uuid::Uuid::from(delivery)));
    there.asc(file::Column::Position).all().await
}

/// Staff take a file out of a gallery. What stands on something that was said or sent stays with it.
///
/// # Errors
/// [`Error::NotFound`] for another agency's file; [`Error::Conflict`] for one that stands elsewhere.
pub async fn remove(scope: &AgencyScope, id: FileId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = scope.find::<file::Entity>().filter(file::Column::Id.eq(id)).one().await?;
            if row.place != FilePlace::Gallery {
                return Err(Error::conflict("file_stands_elsewhere", "this file belongs to what was said with it"));
            }
            scope.delete::<file::Entity>().filter(file::Column::Id.eq(id)).exec().await?;
            let detail = json!({ "sha256": row.sha256, "workspace_id": row.workspace_id });
            let entry = Entry::new("file.removed").target("file", id, row.name).workspace(row.workspace_id);
            audit::record(&scope, entry.detail(detail)).await
        })
        .await
}
