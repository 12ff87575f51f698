use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::draft;
use super::mention::tell_mentioned;
use super::standing::standing;
use crate::access::{AgencyScope, Author, Event, Page, Paging, Sort, StaffEvent, StaffEventKind};
use crate::entity::request_note;
use crate::entity::words::{ActivityKind, DraftKind};
use crate::error::{Error, Result};
use crate::features::activity::{self, Happening};
use crate::features::files::{self, NoteDelivery};
use crate::ids::{CommentId, Id, RequestId, UploadId};
use crate::text;

/// A staff user notes something for the other staff. The request's own row is not touched: not its version,
/// not its times, not its counts, all of which a client could see.
///
/// # Errors
/// [`Error::NotFound`] for another agency's request; [`Error::Invalid`] at `body` or `files`.
pub async fn note(scope: &AgencyScope, id: RequestId, body: &str, uploads: &[UploadId]) -> Result<request_note::Model> {
    let body = text::body("body", body)?;
    let author = scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("a note has an author")))?;
    scope
        .transaction(async |scope| {
            let note = CommentId::new();
            let request = standing(&scope, id).await?;
            let (asked, id) = (id, request.id);
            if let Some(earlier) = scope.claim_once("request_note_create", note).await? {
                return find(&scope, earlier.into()).await;
            }
            let row = request_note::ActiveModel {
                id: Set(note),
                agency_id: NotSet,
                request_id: Set(id),
                author_id: Set(author),
                author_name: Set(scope.actor().name().to_owned()),
                body: Set(body.clone()),
                created_at: Set(scope.now()),
                home_id: Set(None),
            };
            let row = scope.insert(row).await?;
            files::deliver_to_note(&scope, NoteDelivery { note, request: id }, uploads).await?;
            draft::said(&scope, [asked, id], DraftKind::Note, &body).await?;
            scope.announce(Event::Staff(StaffEvent {
                agency: scope.agency(),
                kind: StaffEventKind::NoteCreated,
                workspace: Some(request.workspace_id),
                request: Some(id),
                project: None,
                approval: None,
                actor: Some(author.into()),
            }));
            tell_mentioned(&scope, &request, &body).await?;
            let happening = Happening {
                kind: ActivityKind::RequestNoted,
                workspace: request.workspace_id,
                project: request.project_id,
                request: Some(id),
                approval: None,
                invoice: None,
                title: request.subject,
                about: None,
                people: Vec::new(),
            };
            activity::record(&scope, happening).await?;
            Ok(row)
        })
        .await
}

async fn find(scope: &AgencyScope, id: CommentId) -> Result<request_note::Model> {
    scope.find::<request_note::Entity>().filter(request_note::Column::Id.eq(id)).one().await
}

/// A request's notes, the earliest first.
///
/// # Errors
/// [`Error::NotFound`] for another agency's request.
pub async fn notes(scope: &AgencyScope, request: RequestId, paging: &Paging) -> Result<Page<request_note::Model>> {
    super::staff_find(scope, request).await?;
    let of_request = scope.find::<request_note::Entity>().filter(request_note::Column::RequestId.eq(request));
    of_request.page(paging, Sort::oldest(|row| row.id.into())).await
}
