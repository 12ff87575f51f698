use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::wire::{Message, Note};
use crate::api::{Created, Listing, Outcome, Staff, Tag, Text, paging};
use crate::features::files;
use crate::features::requests::service;

/// In which order.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
enum ThreadOrder {
    /// The earliest first.
    Asc,
    /// The latest first.
    Desc,
}

/// A message to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewMessage {
    /// Markdown.
    #[oai(validator(min_length = 1, max_length = 20000))]
    body: Text,
    /// What was uploaded and goes with it, in the order in which it is shown.
    #[oai(validator(max_items = 20))]
    files: Option<Vec<Uuid>>,
    /// The last message that its author has seen: 409 with the code `answered_meanwhile` where somebody else wrote since.
    seen_message_id: Option<Uuid>,
}

/// An internal note to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewNote {
    /// Markdown.
    #[oai(validator(min_length = 1, max_length = 20000))]
    body: Text,
    /// What was uploaded and stands on it. No client ever reaches it.
    #[oai(validator(max_items = 20))]
    files: Option<Vec<Uuid>>,
}

/// What client and staff say to each other.
pub struct ThreadApi;

#[OpenApi(tag = "Tag::Requests")]
impl ThreadApi {
    /// A request's messages.
    #[oai(path = "/requests/:request_id/messages", method = "get", operation_id = "request_message_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        order: Query<Option<ThreadOrder>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Message>>> {
        let latest_first = order.0 == Some(ThreadOrder::Desc);
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::staff_messages(&scope, request_id.0.into(), latest_first, &paging).await?;
        let places: Vec<Uuid> = page.items.iter().map(|row| row.id.into()).collect();
        let mut files = files::staff_at(&scope, &places).await?;
        Ok(Json(Listing::of(page, |row| {
            let with = files.remove(&row.id.into()).unwrap_or_default();
            Message::new(row, with)
        })))
    }

    /// Answers the client, who reads it at once.
    #[oai(path = "/requests/:request_id/messages", method = "post", operation_id = "request_message_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        /// Under the same key this is done once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        message: Json<NewMessage>,
    ) -> Outcome<Created<Message>> {
        let request = request_id.0.into();
        let NewMessage { body, files, seen_message_id } = message.0;
        let uploads: Vec<_> = files.into_iter().flatten().map(Into::into).collect();
        let seen = seen_message_id.map(Into::into);
        let id = service::reply_to(&scope, request, seen, &body.0, &uploads).await?;
        let message = service::staff_message(&scope, id).await?;
        let with = files::staff_at(&scope, &[id.into()]).await?.remove(&id.into()).unwrap_or_default();
        Ok(Created::within(Message::new(message, with)))
    }
}

/// What staff say among themselves.
pub struct NoteApi;

#[OpenApi(tag = "Tag::Requests")]
impl NoteApi {
    /// A request's internal notes, the earliest first. No client ever reads them.
    #[oai(path = "/requests/:request_id/notes", method = "get", operation_id = "request_note_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Note>>> {
        let request = request_id.0.into();
        let page = service::notes(&scope, request, &paging(limit.0, cursor.0.as_deref())?).await?;
        let notes: Vec<_> = page.items.iter().map(|row| row.id).collect();
        let mut files = files::of_notes(&scope, request, &notes).await?;
        Ok(Json(Listing::of(page, |row| {
            let with = files.remove(&row.id).unwrap_or_default();
            Note::new(row, with)
        })))
    }

    /// Leaves an internal note. No client ever reads it.
    #[oai(path = "/requests/:request_id/notes", method = "post", operation_id = "request_note_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        /// Under the same key this is done once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        note: Json<NewNote>,
    ) -> Outcome<Created<Note>> {
        let uploads: Vec<_> = note.0.files.into_iter().flatten().map(Into::into).collect();
        let row = service::note(&scope, request_id.0.into(), &note.0.body.0, &uploads).await?;
        // It may stand elsewhere: on what the request was merged into.
        let with = files::of_notes(&scope, row.request_id, &[row.id]).await?.remove(&row.id).unwrap_or_default();
        Ok(Created::within(Note::new(row, with)))
    }
}
