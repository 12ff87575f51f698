use poem::Request;
use poem::web::Data;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::{Json, Response};
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::answer::{Content, content};
use super::wire::{File, FileKind, FilePlace};
use crate::api::{Created, Done, Listing, Outcome, Staff, Tag, paging};
use crate::features::files::download;
use crate::features::files::service::{self, StaffFilter};
use crate::storage::Storage;

/// Files for a client.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewFiles {
    /// What was uploaded, in the order in which it is shown.
    #[oai(validator(min_items = 1, max_items = 50))]
    upload_ids: Vec<Uuid>,
    /// One of the client's projects.
    project_id: Option<Uuid>,
}

/// What was delivered.
#[derive(Object)]
struct Delivered {
    items: Vec<File>,
}

/// What was delivered to clients, or sent by them.
pub struct FileApi;

#[OpenApi(tag = "Tag::Files")]
impl FileApi {
    /// The agency's files, the latest first.
    #[oai(path = "/files", method = "get", operation_id = "file_list")]
    #[expect(clippy::too_many_arguments, reason = "these are what the operation takes")]
    async fn list(
        &self,
        Staff(scope): Staff,
        workspace_id: Query<Option<Uuid>>,
        project_id: Query<Option<Uuid>>,
        place: Query<Option<FilePlace>>,
        kind: Query<Option<FileKind>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<File>>> {
        let filter = StaffFilter {
            workspace: workspace_id.0.map(Into::into),
            project: project_id.0.map(Into::into),
            place: place.0.map(Into::into),
            kind: kind.0.map(Into::into),
        };
        let page = service::staff_list(&scope, filter, &paging(limit.0, cursor.0.as_deref())?).await?;
        Ok(Json(Listing::of(page, File::from)))
    }

    /// Delivers files to a client's gallery. All of its people see them.
    #[oai(path = "/workspaces/:workspace_id/files", method = "post", operation_id = "file_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        workspace_id: Path<Uuid>,
        /// Under the same key this is done once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        files: Json<NewFiles>,
    ) -> Outcome<Created<Delivered>> {
        let uploads: Vec<_> = files.0.upload_ids.into_iter().map(Into::into).collect();
        let project = files.0.project_id.map(Into::into);
        let rows = service::publish(&scope, workspace_id.0.into(), project, &uploads).await?;
        Ok(Created::within(Delivered { items: rows.into_iter().map(File::from).collect() }))
    }

    /// One file.
    #[oai(path = "/files/:file_id", method = "get", operation_id = "file_show")]
    async fn show(&self, Staff(scope): Staff, file_id: Path<Uuid>) -> Outcome<Json<File>> {
        Ok(Json(service::staff_find(&scope, file_id.0.into()).await?.into()))
    }

    /// The file itself. Ranges, `If-None-Match` and `If-Range` are understood.
    #[oai(path = "/files/:file_id/content", method = "get", operation_id = "file_content")]
    async fn content(
        &self,
        Staff(scope): Staff,
        request: &Request,
        storage: Data<&Storage>,
        file_id: Path<Uuid>,
    ) -> Outcome<Response<Content>> {
        let row = service::staff_find(&scope, file_id.0.into()).await?;
        Ok(content(download::send(&storage, request.headers(), (&row).into(), false).await?))
    }

    /// The small picture of a file, where its `preview` is `made`: a JPEG, or a PNG where something shines through.
    #[oai(path = "/files/:file_id/preview", method = "get", operation_id = "file_preview")]
    async fn preview(
        &self,
        Staff(scope): Staff,
        request: &Request,
        storage: Data<&Storage>,
        file_id: Path<Uuid>,
    ) -> Outcome<Response<Content>> {
        let row = service::with_preview(service::staff_find(&scope, file_id.0.into()).await?)?;
        Ok(content(download::send_preview(&storage, request.headers(), (&row).into()).await?))
    }

    /// Takes a file out of a client's gallery. What came with a message, a comment or a version stays with it.
    #[oai(path = "/files/:file_id", method = "delete", operation_id = "file_remove")]
    async fn remove(&self, Staff(scope): Staff, file_id: Path<Uuid>) -> Outcome<Done> {
        service::remove(&scope, file_id.0.into()).await?;
        Ok(Done::Done)
    }
}
