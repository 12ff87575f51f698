use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel};

use super::super::preview::MakePreview;
use super::super::{media, name};
use super::room::Room;
use crate::access::{AgencyScope, Author};
use crate::entity::words::Preview;
use crate::entity::{upload, upload_start};
use crate::error::{Error, Result};
use crate::ids::{Id, UploadId};
use crate::secrets;
use crate::storage::{Part, Storage, Writer, Written};

/// Something that is sent.
pub struct Sent<S> {
    /// What its sender calls it.
    pub name: String,
    /// What its sender says of it, which then has to be so.
    pub sha256: Option<String>,
    /// Its bytes, as they come.
    pub content: S,
}

/// Stores what comes, under a key of its own. The row it answers with is in no table yet: whoever takes it puts it there,
/// with what it belongs to, in one transaction. What is never put there is swept away.
///
/// # Errors
/// [`Error::Invalid`] at `files` for what is empty, or not what its sender says; [`Error::TooLarge`];
/// [`Error::Conflict`] where the agency has no room left; [`Error::Malformed`] where it is cut off;
/// [`Error::Unavailable`] where the storage does not take it.
pub async fn store<A, S>(scope: &A, storage: &Storage, sent: Sent<S>) -> Result<upload::Model>
where
    A: Author + Clone + 'static,
    S: Stream<Item = std::io::Result<Bytes>> + Send + Unpin,
{
    let id = UploadId::new();
    let agency = scope.agency_id();
    let (size, created_at) = (Set(0), Set(scope.now()));
    scope.append(upload_start::ActiveModel { id: Set(id), agency_id: Set(agency), size, created_at }).await?;
    let mut room = Room::new(scope, storage, id);
    let mut writer = storage.write(agency, id, Part::Original);
    let written = match write(&mut writer, sent.content, &mut room, sent.sha256.as_deref()).await {
        Ok(written) => written,
        Err(error) => {
            room.give_back().await?;
            return Err(error);
        }
    };
    if let Err(error) = writer.commit().await {
        room.give_back().await?;
        return Err(error);
    }
    room.keep(written.size).await?;
    let media_type = media::of(&written.head);
    let actor = scope.actor();
    Ok(upload::Model {
        id,
        agency_id: agency,
        name: name::safe(&sent.name),
        preview: media::preview(&media_type, written.size),
        media_type,
        size: i64::try_from(written.size).map_err(Error::internal)?,
        sha256: written.sha256,
        uploader_kind: actor.kind(),
        uploader_id: actor.id(),
        width: None,
        height: None,
        pages: None,
        created_at: scope.now(),
    })
}

async fn write<A, S>(
    writer: &mut Writer,
    mut content: S,
    room: &mut Room<'_, A>,
    expected: Option<&str>,
) -> Result<Written>
where
    A: Author + Clone + 'static,
    S: Stream<Item = std::io::Result<Bytes>> + Send + Unpin,
{
    while let Some(bytes) = content.next().await {
        let bytes = bytes.map_err(|error| Error::Malformed(format!("the file was cut off: {error}")))?;
        writer.check(bytes.len())?;
        room.hold(writer.size() + bytes.len() as u64).await?;
        writer.add(&bytes).await?;
    }
    let written = writer.written();
    if written.size == 0 {
        return Err(Error::field("files", "This file is empty."));
    }
    if expected.is_some_and(|expected| !expected.eq_ignore_ascii_case(&written.sha256)) {
        return Err(Error::field("sha256", "What arrived has another SHA-256; send it again."));
    }
    Ok(written)
}

/// Removes what was stored for a verb that then refused. What cannot be removed now is swept later.
pub async fn discard(scope: &impl Author, storage: &Storage, stored: &[upload::Model]) {
    for upload in stored {
        let removed = match storage.remove(upload.agency_id, upload.id).await {
            Ok(()) => scope.release(upload.id).await,
            failed => failed,
        };
        if let Err(error) = removed {
            tracing::warn!(?error, upload = %upload.id, "what was not taken is still stored");
        }
    }
}

/// What tells one set of files from another, whatever keys they lie under.
pub fn fingerprint(stored: &[upload::Model]) -> String {
    stored.iter().map(|upload| format!("{}\n{}\n", upload.name, upload.sha256)).collect()
}

/// Staff put what was stored where they can deliver it from. Under the same key the same file is put there once.
///
/// # Errors
/// A conflict where the key was used for another file.
pub async fn keep(scope: &AgencyScope, storage: &Storage, stored: upload::Model) -> Result<upload::Model> {
    let kept = scope
        .transaction(async |scope| {
            let told = secrets::hash(&fingerprint(std::slice::from_ref(&stored)));
            if let Some(earlier) = scope.claim_once_for("upload_create", stored.id, &told).await? {
                return scope.find::<upload::Entity>().filter(upload::Column::Id.eq(earlier)).one().await;
            }
            insert(&scope, &stored).await?;
            Ok(stored.clone())
        })
        .await;
    if !matches!(&kept, Ok(kept) if kept.id == stored.id) {
        discard(scope, storage, &[stored]).await;
    }
    kept
}

/// Puts an upload's row there, and has a small picture made where it is to have one.
pub(super) async fn insert(scope: &impl Author, stored: &upload::Model) -> Result<()> {
    scope.append(stored.clone().into_active_model().reset_all()).await?;
    // What was kept free for it is taken by it now.
    scope.release(stored.id).await?;
    if stored.preview == Preview::Waiting {
        crate::jobs::enqueue(scope, &MakePreview { agency: stored.agency_id, upload: stored.id }).await?;
    }
    Ok(())
}
