use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use std::collections::HashMap;

use super::deliver::uploaded;
use crate::access::AgencyScope;
use crate::entity::{note_file, upload};
use crate::error::Result;
use crate::ids::{CommentId, FileId, Id, RequestId, UploadId};

/// Which internal note files stand on.
#[derive(Clone, Copy, Debug)]
pub struct NoteDelivery {
    pub note: CommentId,
    pub request: RequestId,
}

/// Staff put what was uploaded on an internal note, as part of the transaction that makes it. No client reaches it there.
///
/// # Errors
/// [`crate::error::Error::Invalid`] at `files` where one of them was not uploaded to this agency.
pub async fn deliver_to_note(
    scope: &AgencyScope,
    to: NoteDelivery,
    uploads: &[UploadId],
) -> Result<Vec<upload::Model>> {
    let uploads = uploaded(scope, "files", uploads).await?;
    for (position, upload) in (0..).zip(&uploads) {
        let row = note_file::ActiveModel {
            id: Set(FileId::new()),
            agency_id: NotSet,
            note_id: Set(to.note),
            request_id: Set(to.request),
            upload_id: Set(upload.id),
            position: Set(position),
            created_at: Set(scope.now()),
        };
        scope.insert(row).await?;
    }
    Ok(uploads)
}

/// What stands on these notes of a request, each note's in its order.
///
/// # Errors
/// When the database fails.
pub async fn of_notes(
    scope: &AgencyScope,
    request: RequestId,
    notes: &[CommentId],
) -> Result<HashMap<CommentId, Vec<upload::Model>>> {
    use note_file::Column;
    let there = scope.find::<note_file::Entity>().filter(Column::RequestId.eq(request));
    let there = there.filter(Column::NoteId.is_in(notes.iter().copied())).asc(Column::Position).all().await?;
    let ids: Vec<UploadId> = there.iter().map(|row| row.upload_id).collect();
    let uploads = scope.find::<upload::Entity>().filter(upload::Column::Id.is_in(ids)).all().await?;
    let mut files: HashMap<CommentId, Vec<upload::Model>> = HashMap::new();
    for row in there {
        let upload = uploads.iter().find(|upload| upload.id == row.upload_id);
        files.entry(row.note_id).or_default().extend(upload.cloned());
    }
    Ok(files)
}
