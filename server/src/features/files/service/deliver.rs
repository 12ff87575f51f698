use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use uuid::Uuid;

use crate::access::{AgencyScope, Author};
use crate::entity::words::FilePlace;
use crate::entity::{file, upload};
use crate::error::{Error, Result};
use crate::ids::{ApprovalId, FileId, Id, ProjectId, RequestId, UploadId, WorkspaceId};

/// Where files go, and what they belong to there.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub workspace: WorkspaceId,
    pub place: FilePlace,
    /// The message, comment or version; for the gallery, the delivery.
    pub place_id: Option<Uuid>,
    pub project: Option<ProjectId>,
    pub request: Option<RequestId>,
    pub approval: Option<ApprovalId>,
}

/// Staff deliver what was uploaded, in this order, as part of the transaction that makes the place.
///
/// # Errors
/// [`Error::Invalid`] at `files` where one of them was not uploaded to this agency.
pub async fn deliver(scope: &AgencyScope, to: &Delivery, uploads: &[UploadId]) -> Result<Vec<file::Model>> {
    let mut files = Vec::with_capacity(uploads.len());
    for (position, upload) in (0..).zip(&uploaded(scope, "files", uploads).await?) {
        files.push(scope.insert(delivered(scope, to, upload, position)).await?);
    }
    Ok(files)
}

/// What was uploaded, in this order, held until the transaction ends: what is drawn of it meanwhile is said afterwards of
/// where it was delivered, too. `field` is where it is asked for.
pub(super) async fn uploaded(
    scope: &AgencyScope,
    field: &'static str,
    uploads: &[UploadId],
) -> Result<Vec<upload::Model>> {
    if uploads.is_empty() {
        return Ok(Vec::new());
    }
    let stored = scope.find::<upload::Entity>().filter(upload::Column::Id.is_in(uploads.iter().copied()));
    let stored = stored.asc(upload::Column::Id).locked().all().await?;
    let missing = || Error::field(field, "One of these files was not uploaded, or was removed in the meantime.");
    uploads.iter().map(|id| stored.iter().find(|upload| upload.id == *id).cloned().ok_or_else(missing)).collect()
}

pub(super) fn delivered(
    scope: &impl Author,
    to: &Delivery,
    upload: &upload::Model,
    position: i32,
) -> file::ActiveModel {
    let actor = scope.actor();
    file::ActiveModel {
        id: Set(FileId::new()),
        agency_id: NotSet,
        workspace_id: Set(to.workspace),
        upload_id: Set(upload.id),
        place: Set(to.place),
        place_id: Set(to.place_id),
        project_id: Set(to.project),
        request_id: Set(to.request),
        approval_id: Set(to.approval),
        position: Set(position),
        name: Set(upload.name.clone()),
        media_type: Set(upload.media_type.clone()),
        size: Set(upload.size),
        sha256: Set(upload.sha256.clone()),
        preview: Set(upload.preview),
        width: Set(upload.width),
        height: Set(upload.height),
        pages: Set(upload.pages),
        author_kind: Set(actor.kind()),
        author_id: Set(actor.id()),
        author_name: Set(actor.name().to_owned()),
        created_at: Set(scope.now()),
    }
}
